import type { RouteName } from '@medconsult/contract'
import { listAudit } from './audit/list-audit.ts'
import { login } from './accounts/login.ts'
import { logout } from './accounts/logout.ts'
import { me } from './accounts/me.ts'
import { register } from './accounts/register.ts'
import { activateCall } from './calls/activate-call.ts'
import { callStatus } from './calls/call-status.ts'
import { callToken } from './calls/call-token.ts'
import { cancelCall } from './calls/cancel-call.ts'
import { confirmCall } from './calls/confirm-call.ts'
import { declineCall } from './calls/decline-call.ts'
import { endCall } from './calls/end-call.ts'
import { getCall } from './calls/get-call.ts'
import { callIceServers, iceServers } from './calls/ice-servers.ts'
import { ownSide } from './calls/own-side.ts'
import { setSwitches } from './calls/set-switches.ts'
import { listSignals } from './calls/list-signals.ts'
import { pendingInvitation } from './calls/pending-invitation.ts'
import { sendSignal } from './calls/send-signal.ts'
import { setPeerId } from './calls/set-peer-id.ts'
import { startCall } from './calls/start-call.ts'
import { askAgain } from './queue/ask-again.ts'
import { browseSchedules } from './queue/browse-schedules.ts'
import { joinQueue } from './queue/join-queue.ts'
import { leaveQueue } from './queue/leave-queue.ts'
import { removeEntry } from './queue/remove-entry.ts'
import { remind } from './queue/remind.ts'
import { resetPatient } from './queue/reset-patient.ts'
import { toggleReady } from './queue/toggle-ready.ts'
import { viewQueue } from './queue/view-queue.ts'
import { viewSchedule } from './queue/view-schedule.ts'
import { cancelSchedule } from './schedules/cancel-schedule.ts'
import { changeSchedule } from './schedules/change-schedule.ts'
import { createSchedule } from './schedules/create-schedule.ts'
import { endPractice } from './schedules/end-practice.ts'
import { listSchedules } from './schedules/list-schedules.ts'
import { startPractice } from './schedules/start-practice.ts'
import type { UseCase } from './core/use-case.ts'

/** Every use case by its route's name; `health` is the HTTP layer's own. */
export const handlers: { readonly [N in Exclude<RouteName, 'health'>]: UseCase<N> } = {
  register,
  login,
  logout,
  me,
  listSchedules,
  createSchedule,
  changeSchedule,
  cancelSchedule,
  startPractice,
  endPractice,
  viewQueue,
  startCall,
  remind,
  resetPatient,
  removeEntry,
  callStatus,
  cancelCall,
  doctorSetPeerId: setPeerId,
  doctorEndCall: endCall,
  browseSchedules,
  viewSchedule,
  joinQueue,
  toggleReady,
  leaveQueue,
  askAgain,
  pendingInvitation,
  confirmCall,
  declineCall,
  patientSetPeerId: setPeerId,
  patientEndCall: endCall,
  activateCall,
  getCall,
  callToken,
  sendSignal,
  listSignals,
  ownSide,
  setSwitches,
  callIceServers,
  iceServers,
  listAudit,
}
