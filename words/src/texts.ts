// Written by “npm run words” from the English catalogues.
type Nothing = Readonly<Record<never, never>>

/** Every text, with the values of its placeholders. */
export interface Texts {
  'document.description': Nothing
  'document.noScript': Nothing
  'ended.title': { length: string | number }
  'ended.titleAlone': Nothing
  'ended.because.patientLeft': { patient: string | number }
  'ended.because.waitsAgain': { patient: string | number }
  'ended.because.putBack': { doctor: string | number }
  'ended.because.youEnded': Nothing
  'ended.because.doctorEnded': { doctor: string | number }
  'ended.because.bothGone': Nothing
  'ended.because.neverActive': Nothing
  'ended.never.patientDeclined': { patient: string | number }
  'ended.never.youDeclined': Nothing
  'ended.never.patientMissed': { patient: string | number }
  'ended.never.youMissed': Nothing
  'ended.never.youCancelled': Nothing
  'ended.never.doctorCancelled': { doctor: string | number }
  'ended.never.over': Nothing
  'ended.lead.met': { other: string | number }
  'ended.lead.missed': { other: string | number }
  'ended.lead.close': Nothing
  'ended.toPlace': Nothing
  'ended.allDoctors': Nothing
  'ended.other.still': { position: string | number; doctor: string | number }
  'ended.other.to': Nothing
  'ended.again.offer': { doctor: string | number }
  'ended.again.do': Nothing
  'ended.again.doing': Nothing
  'ended.again.asked': { doctor: string | number; time: string | number }
  'ended.returns.asks': { patient: string | number }
  'ended.returns.letIn': { patient: string | number }
  'ended.returns.lettingIn': Nothing
  'ended.next.title': Nothing
  'ended.next.number': { number: string | number }
  'ended.next.here': { waited: string | number }
  'ended.next.away': { waited: string | number }
  'ended.next.call': { patient: string | number }
  'ended.next.calling': { patient: string | number }
  'ended.toQueue': Nothing
  'enter.email': Nothing
  'enter.password': Nothing
  'enter.signIn.title': Nothing
  'enter.signIn.lead': Nothing
  'enter.signIn.new': Nothing
  'enter.signIn.do': Nothing
  'enter.signIn.doing': Nothing
  'enter.signIn.emptyEmail': Nothing
  'enter.signIn.emptyPassword': Nothing
  'enter.signIn.signedOut': Nothing
  'enter.signIn.signedOutOfCall': Nothing
  'enter.register.title': Nothing
  'enter.register.leadDoctor': Nothing
  'enter.register.leadPatient': Nothing
  'enter.register.known': Nothing
  'enter.register.who': Nothing
  'enter.register.patient': Nothing
  'enter.register.doctor': Nothing
  'enter.register.name': Nothing
  'enter.register.nameOfDoctor': Nothing
  'enter.register.nameOfPatient': Nothing
  'enter.register.aboutPassword': Nothing
  'enter.register.do': Nothing
  'enter.register.doing': Nothing
  'enter.awaiting.tab': Nothing
  'enter.awaiting.title': Nothing
  'enter.awaiting.lead': Nothing
  'enter.awaiting.look': Nothing
  'language.title': Nothing
  'call.loading': Nothing
  'call.tab': { name: string | number }
  'call.bar.private': Nothing
  'call.bar.clock': Nothing
  'call.bar.good': Nothing
  'call.bar.weak': Nothing
  'call.bar.lost': Nothing
  'call.doctor.end': Nothing
  'call.doctor.question': Nothing
  'call.doctor.text': Nothing
  'call.patient.end': Nothing
  'call.patient.question': Nothing
  'call.patient.text': Nothing
  'call.end.elsewhere': Nothing
  'call.end.stay': Nothing
  'call.picture.name': { name: string | number }
  'call.picture.cameraOff': { name: string | number }
  'call.picture.microphoneOff': { name: string | number }
  'call.picture.tap': { name: string | number }
  'call.self.name': Nothing
  'call.self.you': Nothing
  'call.self.move': Nothing
  'call.self.topLeft': Nothing
  'call.self.topRight': Nothing
  'call.self.bottomLeft': Nothing
  'call.self.bottomRight': Nothing
  'call.controls.name': Nothing
  'call.controls.microphone': Nothing
  'call.controls.microphoneOn': Nothing
  'call.controls.microphoneOff': Nothing
  'call.controls.microphoneTurnOn': Nothing
  'call.controls.camera': Nothing
  'call.controls.cameraOn': Nothing
  'call.controls.cameraOff': Nothing
  'call.controls.cameraTurnOn': Nothing
  'call.controls.turn': Nothing
  'call.controls.turnName': Nothing
  'call.controls.refused': { control: string | number; why: string | number }
  'call.controls.elsewhere': Nothing
  'call.help.title': Nothing
  'call.help.titleTouch': Nothing
  'call.help.microphone': Nothing
  'call.help.camera': Nothing
  'call.help.turn': Nothing
  'call.help.move': Nothing
  'call.help.help': Nothing
  'call.help.tapMicrophone': Nothing
  'call.help.tapCamera': Nothing
  'call.help.tapTurn': Nothing
  'call.help.drag': Nothing
  'call.help.arrows': Nothing
  'call.notice.back': Nothing
  'call.notice.still': Nothing
  'call.notice.controls': Nothing
  'call.notice.polling': Nothing
  'call.notice.problem': { title: string | number; help: string | number }
  'call.notice.unseen': { name: string | number }
  'call.notice.cameraFound': Nothing
  'call.notice.turnOn': Nothing
  'call.ending.title': Nothing
  'call.ending.text': Nothing
  'call.ending.unreachable': Nothing
  'call.elsewhere.title': Nothing
  'call.elsewhere.text': Nothing
  'call.elsewhere.here': Nothing
  'call.invited.title': { name: string | number }
  'call.invited.text': { name: string | number }
  'call.asking.title': Nothing
  'call.asking.text': Nothing
  'call.left.title': { name: string | number }
  'call.left.text': Nothing
  'call.left.wait': Nothing
  'call.left.waiting': { name: string | number }
  'call.away.title': { name: string | number }
  'call.away.text': Nothing
  'call.waiting.title': { name: string | number }
  'call.waiting.text': { name: string | number }
  'call.connecting.title': Nothing
  'call.connecting.text': { name: string | number }
  'call.connecting.long': { name: string | number }
  'call.returning.title': { name: string | number }
  'call.returning.text': Nothing
  'call.returning.dropped': { name: string | number }
  'call.lost.title': Nothing
  'call.lost.text': Nothing
  'call.lost.network': Nothing
  'call.lost.connected': Nothing
  'call.lost.disconnected': Nothing
  'call.lost.clinic': Nothing
  'call.lost.unreachable': Nothing
  'call.lost.since': { time: string | number }
  'call.devices.title': Nothing
  'call.devices.again': Nothing
  'call.devices.withoutSound': Nothing
  'call.devices.without': Nothing
  'call.devices.soundOnly': Nothing
  'call.devices.consequence': { name: string | number }
  'media.picture': Nothing
  'media.level': Nothing
  'media.choose.title': Nothing
  'media.choose.camera': Nothing
  'media.choose.microphone': Nothing
  'media.choose.cameraNumber': { number: string | number }
  'media.choose.microphoneNumber': { number: string | number }
  'media.choose.done': Nothing
  'media.problem.deniedHere.camera': Nothing
  'media.problem.deniedHere.microphone': Nothing
  'media.problem.deniedHere.both': Nothing
  'media.problem.dismissed.camera': Nothing
  'media.problem.dismissed.microphone': Nothing
  'media.problem.dismissed.both': Nothing
  'media.problem.deniedBySystem.computer.camera': Nothing
  'media.problem.deniedBySystem.computer.microphone': Nothing
  'media.problem.deniedBySystem.computer.both': Nothing
  'media.problem.deniedBySystem.mac.camera': Nothing
  'media.problem.deniedBySystem.mac.microphone': Nothing
  'media.problem.deniedBySystem.mac.both': Nothing
  'media.problem.deniedBySystem.device.camera': Nothing
  'media.problem.deniedBySystem.device.microphone': Nothing
  'media.problem.deniedBySystem.device.both': Nothing
  'media.problem.deniedBySystem.phone.camera': Nothing
  'media.problem.deniedBySystem.phone.microphone': Nothing
  'media.problem.deniedBySystem.phone.both': Nothing
  'media.problem.inUse.camera': Nothing
  'media.problem.inUse.microphone': Nothing
  'media.problem.inUse.both': Nothing
  'media.problem.notFound.camera': Nothing
  'media.problem.notFound.microphone': Nothing
  'media.problem.notFound.both': Nothing
  'media.problem.insecure.camera': Nothing
  'media.problem.insecure.microphone': Nothing
  'media.problem.insecure.both': Nothing
  'media.problem.unknown.camera': Nothing
  'media.problem.unknown.microphone': Nothing
  'media.problem.unknown.both': Nothing
  'media.fix.allowHere.computer': Nothing
  'media.fix.allowHere.mac': Nothing
  'media.fix.allowHere.android': Nothing
  'media.fix.allowHere.ios': Nothing
  'media.fix.allowInSystem.windows': Nothing
  'media.fix.allowInSystem.mac': Nothing
  'media.fix.allowInSystem.linux': Nothing
  'media.fix.allowInSystem.android': Nothing
  'media.fix.allowInSystem.ios': Nothing
  'media.fix.dismissed': Nothing
  'media.fix.inUse.camera': Nothing
  'media.fix.inUse.microphone': Nothing
  'media.fix.inUse.both': Nothing
  'media.fix.notFound.camera': Nothing
  'media.fix.notFound.microphone': Nothing
  'media.fix.notFound.both': Nothing
  'media.fix.insecure': Nothing
  'media.fix.unknown': Nothing
  'invitation.calling': { doctor: string | number }
  'invitation.tab': { doctor: string | number; seconds: string | number }
  'invitation.left': { seconds: number }
  'invitation.leftLast': { seconds: number }
  'invitation.join': Nothing
  'invitation.joining': Nothing
  'invitation.decline': Nothing
  'invitation.declining': Nothing
  'invitation.keepsPlace': Nothing
  'invitation.announcement.first': { doctor: string | number; seconds: number }
  'invitation.announcement.mark': { seconds: number }
  'invitation.notice.open': Nothing
  'invitation.notice.openReady': Nothing
  'invitation.asksToGetReady': { doctor: string | number }
  'invitation.toast.getReady': Nothing
  'invitation.toast.letIn': Nothing
  'invitation.toast.putBack': Nothing
  'invitation.toast.turnReadyOn': Nothing
  'invitation.toast.removed': Nothing
  'invitation.toast.joinAgain': Nothing
  'visit.notFound.tab': Nothing
  'visit.notFound.title': Nothing
  'visit.notFound.lead': Nothing
  'visit.allDoctors': Nothing
  'visit.unreachable': Nothing
  'visit.sentence': { phrase: string | number }
  'visit.doctorTimes': { doctor: string | number; times: string | number }
  'visit.noPlace.soon': { doctor: string | number }
  'visit.noPlace.soonLead': Nothing
  'visit.noPlace.notStarted': { doctor: string | number }
  'visit.noPlace.notStartedLead': Nothing
  'visit.noPlace.cancelled': Nothing
  'visit.noPlace.ended': Nothing
  'visit.noPlace.endedLead': Nothing
  'visit.noPlace.seen': Nothing
  'visit.noPlace.seenLead': { doctor: string | number }
  'visit.noPlace.noMore': Nothing
  'visit.join.title': { doctor: string | number }
  'visit.join.removedTitle': Nothing
  'visit.join.removed': { doctor: string | number }
  'visit.join.ahead': { count: number }
  'visit.join.do': Nothing
  'visit.join.doing': Nothing
  'visit.inCall.tab': Nothing
  'visit.inCall.title': { doctor: string | number }
  'visit.inCall.lead': Nothing
  'visit.inCall.do': Nothing
  'visit.doctor.available': Nothing
  'visit.doctor.busy': Nothing
  'visit.doctor.away': Nothing
  'visit.doctor.calling': Nothing
  'visit.openAsOf': { open: string | number; asOf: string | number }
  'visit.openZone': { open: string | number; zone: string | number }
  'visit.place.tab': { position: string | number }
  'visit.place.tabDue': Nothing
  'visit.place.youAreNumber': Nothing
  'visit.place.announcement': { position: string | number; place: string | number }
  'visit.place.calling': { doctor: string | number }
  'visit.place.otherCall': { doctor: string | number }
  'visit.place.due': Nothing
  'visit.place.keeps': Nothing
  'visit.place.rings': Nothing
  'visit.thread.label': { ahead: number; doctor: string | number }
  'visit.thread.someone': Nothing
  'visit.thread.more': { count: number }
  'visit.thread.you': Nothing
  'visit.news.turnReadyOn': Nothing
  'visit.news.still': { position: string | number }
  'visit.news.now': { position: string | number }
  'visit.news.cancelled': { doctor: string | number }
  'visit.news.missed': { doctor: string | number; time: string | number }
  'visit.news.declined': Nothing
  'visit.news.notConnected': { doctor: string | number; time: string | number }
  'visit.news.letIn': { doctor: string | number }
  'visit.news.putBack': { doctor: string | number }
  'visit.news.reminded': { doctor: string | number }
  'visit.leave.do': Nothing
  'visit.leave.title': Nothing
  'visit.leave.stay': Nothing
  'visit.leave.doing': Nothing
  'visit.leave.loses': { position: string | number }
  'visit.leave.losesPlace': Nothing
  'visit.ready.panel': Nothing
  'visit.ready.off': Nothing
  'visit.ready.on': Nothing
  'visit.ready.almost': Nothing
  'visit.ready.afterCall': Nothing
  'visit.ready.cutOff': Nothing
  'visit.ready.turnOn': Nothing
  'visit.ready.telling': { doctor: string | number }
  'visit.ready.afterOther': { doctor: string | number; other: string | number }
  'visit.ready.withoutSound': Nothing
  'visit.ready.notHeard': Nothing
  'visit.ready.starting': Nothing
  'visit.ready.asking': Nothing
  'visit.ready.tap': Nothing
  'visit.ready.silent': Nothing
  'visit.ready.works': Nothing
  'visit.devices.chip': Nothing
  'visit.devices.off': Nothing
  'visit.devices.inCall': { doctor: string | number }
  'visit.devices.problem': { title: string | number; help: string | number }
  'visit.devices.soundOnly': Nothing
  'visit.devices.withoutSound': Nothing
  'visit.devices.asking': Nothing
  'visit.devices.starting': Nothing
  'visit.devices.noMicrophone': Nothing
  'visit.devices.change': Nothing
  'visit.devices.again': Nothing
  'visit.devices.joinSoundOnly': Nothing
  'visit.devices.goOn': Nothing
  'visit.devices.heard': Nothing
  'visit.devices.saySomething': Nothing
}

/** The texts with tags, and these. */
export interface Tags {
  'ended.lead.met': 'b'
  'ended.lead.missed': 'b'
  'ended.returns.letIn': 'hidden'
  'ended.next.number': 'hidden'
  'enter.signIn.new': 'register'
  'enter.register.known': 'signIn'
  'invitation.left': 'b'
  'invitation.leftLast': 'b'
  'visit.devices.problem': 'b'
  'visit.devices.change': 'hidden'
}

export type Key = keyof Texts
export type RichKey = keyof Tags
export type PlainKey = Exclude<Key, RichKey>
