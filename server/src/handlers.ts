import { makeClinicText } from './clinic/clinic-text.ts'
import { makeGiveConsent } from './clinic/give-consent.ts'
import { makeOwnConsent } from './clinic/own-consent.ts'
import { withdrawConsent } from './clinic/withdraw-consent.ts'
import { listAudit } from './audit/list-audit.ts'
import { makeLogin } from './accounts/login.ts'
import { logout } from './accounts/logout.ts'
import { makeMe } from './accounts/me.ts'
import { makeAskReset } from './accounts/links/ask-reset.ts'
import { makeChangeEmail } from './accounts/links/change-email.ts'
import { confirmEmail } from './accounts/links/confirm-email.ts'
import { makeConfirmReset } from './accounts/links/confirm-reset.ts'
import { makeChangeMe } from './accounts/own/change-me.ts'
import { makeChangePassword } from './accounts/own/change-password.ts'
import { makeCloseAccount } from './accounts/own/close-account.ts'
import { endLogin } from './accounts/own/end-login.ts'
import { makeListLogins } from './accounts/own/list-logins.ts'
import { noteActive } from './accounts/own/note-active.ts'
import { makeRegister } from './accounts/register.ts'
import { activateCall } from './calls/activate-call.ts'
import { callStatus } from './calls/call-status.ts'
import { makeCallToken } from './calls/call-token.ts'
import { cancelCall } from './calls/cancel-call.ts'
import { makeConfirmCall } from './calls/confirm-call.ts'
import { declineCall } from './calls/decline-call.ts'
import { endCall } from './calls/end-call.ts'
import { getCall } from './calls/get-call.ts'
import { makeCallIceServers, makeIceServers, type RelaySettings } from './calls/ice-servers.ts'
import { ownSide } from './calls/own-side.ts'
import { setSwitches } from './calls/set-switches.ts'
import { listSignals } from './calls/signals/list-signals.ts'
import { pendingInvitation } from './calls/pending-invitation.ts'
import { makeSendSignal } from './calls/signals/send-signal.ts'
import { setPeerId } from './calls/set-peer-id.ts'
import { makeStartCall } from './calls/start-call.ts'
import { askAgain } from './queue/ask-again.ts'
import { makeBrowseSchedules } from './queue/browse-schedules.ts'
import { makeJoinQueue } from './queue/join-queue.ts'
import { makeLeaveQueue } from './queue/leave-queue.ts'
import { removeEntry } from './queue/remove-entry.ts'
import { remind } from './queue/remind.ts'
import { resetPatient } from './queue/reset-patient.ts'
import { makeToggleReady } from './queue/toggle-ready.ts'
import { viewQueue } from './queue/view-queue.ts'
import { makeViewSchedule } from './queue/view-schedule.ts'
import { cancelPlans } from './schedules/cancel-plans.ts'
import { cancelSchedule } from './schedules/cancel-schedule.ts'
import { makeChangeSchedule } from './schedules/change-schedule.ts'
import { makeCreateSchedule } from './schedules/create-schedule.ts'
import { endPractice } from './schedules/end-practice.ts'
import type { GuestServices } from './guests/guest-services.ts'
import { makeEnterAsGuest } from './guests/enter-as-guest.ts'
import { makeGetJoinCode } from './guests/get-join-code.ts'
import { makeListGuestLinks } from './guests/list-guest-links.ts'
import { makeLookAtLink } from './guests/look-at-link.ts'
import { makeLookAtPractice } from './guests/look-at-practice.ts'
import { makeMakeGuestLink } from './guests/make-guest-link.ts'
import { makeMakeReturnLink } from './guests/make-return-link.ts'
import { makeRenewJoinCode } from './guests/renew-join-code.ts'
import { makeRevokeGuestLink } from './guests/revoke-guest-link.ts'
import { makeSetJoinBy } from './guests/set-join-by.ts'
import { listSchedules } from './schedules/list-schedules.ts'
import { makeStartPractice } from './schedules/start-practice.ts'
import type { AccountServices } from './accounts/account-services.ts'
import { readClinic, type ClinicDefaults } from './clinic/read-clinic.ts'
import type { Tokens } from './accounts/token.ts'
import type { AnnounceSignal } from './core/announce.ts'
import type { IdleMinutes, IsIdle } from './core/idle.ts'
import type { TakeMove, TakeSignal, TakeStrangersNotice, TryGuest } from './core/rate-limits.ts'
import { makeAddPushAddress } from './notices/add-push-address.ts'
import { noticeSettings } from './notices/notice-settings.ts'
import { makeRemovePushAddress } from './notices/remove-push-address.ts'
import { setNotices } from './notices/set-notices.ts'
import { makeTellMe } from './notices/tell-me.ts'
import { withdrawTellMe } from './notices/withdraw-tell-me.ts'
import type { PushHosts } from './notices/channels/push-host.ts'
import type { Channels } from './notices/channels.ts'
import type { Handlers } from './http/mount.ts'

/** What the operator has set and use cases read. */
export interface Settings extends RelaySettings, ClinicDefaults {
  readonly invitationSeconds: number
  readonly timeZone: string
  readonly clinicPhone: string | null
  readonly idleMinutes: IdleMinutes
}

/** What single use cases need beside their Ctx. */
export interface Services extends AccountServices, Pick<Tokens, 'issueCallToken'> {
  readonly settings: Settings
  /** The secret of a link, from its row’s id. */
  readonly linkSecret: (rowId: string) => string
  /** By which channels people can be reached. */
  readonly channels: Channels
  readonly isIdle: IsIdle
  readonly pushHosts: PushHosts
  /** A keyed hash of an address for notices. */
  readonly hashAddress: (text: string) => string
  readonly takeStrangersNotice: TakeStrangersNotice
  readonly takeSignal: TakeSignal
  readonly announceSignal: AnnounceSignal
  readonly takeMove: TakeMove
  /** A new practice link’s code. */
  readonly newJoinCode: () => string
  readonly tryGuest: TryGuest
}

/** Every use case by its route's name; `health` is the HTTP layer's own. */
export function makeHandlers(services: Services): Omit<Handlers, 'health'> {
  const { settings, announceSignal, takeMove } = services
  const { timeZone } = settings
  const guests: GuestServices = { ...services, timeZone, readClinic: (store) => readClinic(store, settings) }
  return {
    register: makeRegister(services),
    login: makeLogin(services),
    logout,
    lookAtPractice: makeLookAtPractice(guests),
    lookAtLink: makeLookAtLink(guests),
    enterAsGuest: makeEnterAsGuest(guests),
    makeReturnLink: makeMakeReturnLink(guests),
    listGuestLinks: makeListGuestLinks(guests),
    makeGuestLink: makeMakeGuestLink(guests),
    revokeGuestLink: makeRevokeGuestLink(guests),
    getJoinCode: makeGetJoinCode(guests),
    renewJoinCode: makeRenewJoinCode(guests),
    setJoinBy: makeSetJoinBy(guests),
    me: makeMe(settings.idleMinutes),
    changeMe: makeChangeMe(guests),
    closeAccount: makeCloseAccount({ ...services, cancelPlans }),
    changePassword: makeChangePassword(services),
    changeEmail: makeChangeEmail(services),
    confirmEmail,
    askReset: makeAskReset(services),
    confirmReset: makeConfirmReset(services),
    listLogins: makeListLogins(services.isIdle),
    endLogin,
    noteActive,
    listSchedules,
    createSchedule: makeCreateSchedule(timeZone),
    changeSchedule: makeChangeSchedule(timeZone),
    cancelSchedule,
    startPractice: makeStartPractice(services),
    endPractice,
    viewQueue,
    startCall: makeStartCall(settings.invitationSeconds),
    remind,
    resetPatient,
    removeEntry,
    callStatus,
    cancelCall,
    doctorSetPeerId: setPeerId,
    doctorEndCall: endCall,
    browseSchedules: makeBrowseSchedules(timeZone),
    viewSchedule: makeViewSchedule(timeZone),
    joinQueue: makeJoinQueue(services),
    toggleReady: makeToggleReady(takeMove),
    leaveQueue: makeLeaveQueue(takeMove),
    ownConsent: makeOwnConsent(settings),
    giveConsent: makeGiveConsent(settings),
    withdrawConsent,
    askAgain,
    pendingInvitation,
    confirmCall: makeConfirmCall(announceSignal),
    declineCall,
    patientSetPeerId: setPeerId,
    patientEndCall: endCall,
    activateCall,
    getCall,
    callToken: makeCallToken(services.issueCallToken),
    sendSignal: makeSendSignal(services),
    listSignals,
    ownSide,
    setSwitches,
    callIceServers: makeCallIceServers(settings),
    iceServers: makeIceServers(settings),
    noticeSettings,
    setNotices,
    addPushAddress: makeAddPushAddress(services),
    removePushAddress: makeRemovePushAddress(services),
    tellMe: makeTellMe({ ...services, readClinic: guests.readClinic }),
    withdrawTellMe,
    listAudit,
    clinicText: makeClinicText(settings),
  }
}
