export const callStatuses = ['INVITED', 'CONFIRMED', 'ACTIVE', 'ENDED', 'DECLINED', 'EXPIRED', 'CANCELLED'] as const
type CallStatus = (typeof callStatuses)[number]

/** States, rights and effects. `entry` is what the step does to the patient's queue entry; `end` depends on whether the call was ever ACTIVE. */
// prettier-ignore
export const callMachine = {
  invite: { from: [null], to: 'INVITED', done: [], by: ['DOCTOR'], entry: 'invite', emits: 'call_invitation', audit: 'CALL_INVITED' },
  confirm: { from: ['INVITED'], to: 'CONFIRMED', done: ['CONFIRMED', 'ACTIVE'], by: ['PATIENT'], entry: 'enterCall', emits: 'call_confirmed', audit: 'CALL_CONFIRMED' },
  decline: { from: ['INVITED'], to: 'DECLINED', done: ['DECLINED'], by: ['PATIENT'], entry: 'waitAgain', emits: 'call_declined', audit: 'CALL_DECLINED' },
  cancel: { from: ['INVITED'], to: 'CANCELLED', done: ['CANCELLED'], by: ['DOCTOR', 'SYSTEM'], entry: 'keepReady', emits: 'call_cancelled', audit: 'CALL_CANCELLED' },
  expire: { from: ['INVITED'], to: 'EXPIRED', done: ['EXPIRED'], by: ['SYSTEM'], entry: 'waitAgain', emits: 'call_expired', audit: 'CALL_EXPIRED' },
  setPeerId: { from: ['CONFIRMED', 'ACTIVE'], to: null, done: [], by: ['DOCTOR', 'PATIENT'], entry: null, emits: 'peer_id_updated', audit: 'PEER_ID_SET' },
  activate: { from: ['CONFIRMED'], to: 'ACTIVE', done: ['ACTIVE'], by: ['DOCTOR', 'PATIENT'], entry: null, emits: 'call_activated', audit: 'CALL_ACTIVATED' },
  end: { from: ['CONFIRMED', 'ACTIVE'], to: 'ENDED', done: ['ENDED'], by: ['DOCTOR', 'PATIENT', 'SYSTEM'], entry: 'leaveCall', emits: 'call_ended', audit: 'CALL_ENDED' },
} as const
export type CallAction = keyof typeof callMachine

/** An open call occupies its doctor and its patient; every other state is final. */
export const openStatuses: readonly CallStatus[] = ['INVITED', 'CONFIRMED', 'ACTIVE']
export const isOpen = (status: CallStatus): boolean => openStatuses.includes(status)

/** Confirmed and not ended: both sides may join the call room. */
export const inRoomStatuses: readonly CallStatus[] = ['CONFIRMED', 'ACTIVE']
export const isInRoom = (status: CallStatus): boolean => inRoomStatuses.includes(status)
