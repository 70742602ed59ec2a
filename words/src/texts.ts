// Written by “npm run words” from the English catalogues.
type Nothing = Readonly<Record<never, never>>

/** Every text, with the values of its placeholders. */
export interface Texts {
  'document.description': Nothing
  'document.noScript': Nothing
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
}

/** The texts with tags, and these. */
export interface Tags {
  'enter.signIn.new': 'register'
  'enter.register.known': 'signIn'
}

export type Key = keyof Texts
export type RichKey = keyof Tags
export type PlainKey = Exclude<Key, RichKey>
