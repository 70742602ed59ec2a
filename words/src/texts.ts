// Written by “npm run words” from the English catalogues.
type Nothing = Readonly<Record<never, never>>

/** Every text, with the values of its placeholders. */
export interface Texts {
  'account.title': Nothing
  'account.lead': { name: string | number; clinic: string | number }
  'account.you': Nothing
  'account.signingIn': Nothing
  'account.logins': Nothing
  'account.closing': Nothing
  'account.change': Nothing
  'account.changeName': Nothing
  'account.changeEmail': Nothing
  'account.changePhone': Nothing
  'account.changePassword': Nothing
  'account.save': Nothing
  'account.saving': Nothing
  'account.cancel': Nothing
  'account.saved': Nothing
  'account.phone': Nothing
  'account.noPhone': Nothing
  'account.phoneHint': Nothing
  'account.language': Nothing
  'account.languageUse': Nothing
  'account.emailConfirmed': { email: string | number }
  'account.emailOpen': { email: string | number }
  'account.newEmail': Nothing
  'account.emailHint': Nothing
  'account.emailSent': { email: string | number }
  'account.emailAsk': Nothing
  'account.currentPassword': Nothing
  'account.newPassword': Nothing
  'account.passwordUse': Nothing
  'account.passwordChanged': Nothing
  'account.device': { browser: string | number; system: string | number }
  'account.program': Nothing
  'account.current': Nothing
  'account.lastUsed': { when: string | number }
  'account.end': Nothing
  'account.endDevice': { device: string | number }
  'account.endOthers': { count: number }
  'account.ending': Nothing
  'account.unknownOnes': Nothing
  'account.closeLead': Nothing
  'account.closeLeadDoctor': Nothing
  'account.closeDo': Nothing
  'account.closeTitle': Nothing
  'account.closeStay': Nothing
  'account.closeGo': Nothing
  'account.closeDoing': Nothing
  'account.back': Nothing
  'account.forgotten': Nothing
  'account.askClinic': Nothing
  'account.browser.CHROME': Nothing
  'account.browser.EDGE': Nothing
  'account.browser.FIREFOX': Nothing
  'account.browser.SAFARI': Nothing
  'account.browser.OTHER': Nothing
  'account.system.ANDROID': Nothing
  'account.system.IOS': Nothing
  'account.system.WINDOWS': Nothing
  'account.system.MAC': Nothing
  'account.system.LINUX': Nothing
  'account.system.OTHER': Nothing
  'account.reset.title': Nothing
  'account.reset.lead': Nothing
  'account.reset.do': Nothing
  'account.reset.doing': Nothing
  'account.reset.sent': Nothing
  'account.reset.newTitle': Nothing
  'account.reset.newLead': Nothing
  'account.reset.aboutPassword': Nothing
  'account.reset.newDo': Nothing
  'account.reset.newDoing': Nothing
  'account.reset.tooOld': Nothing
  'account.reset.sendNew': Nothing
  'account.reset.doneTitle': Nothing
  'account.reset.doneLead': Nothing
  'account.reset.signIn': Nothing
  'account.confirm.title': Nothing
  'account.confirm.lead': Nothing
  'account.confirm.do': Nothing
  'account.confirm.doing': Nothing
  'account.confirm.doneTitle': Nothing
  'account.confirm.done': { email: string | number }
  'account.confirm.goOn': Nothing
  'account.confirm.tooOld': Nothing
  'account.confirm.tooOldLead': Nothing
  'account.idle.title': Nothing
  'account.idle.lead': Nothing
  'account.idle.stay': Nothing
  'account.idle.signOut': Nothing
  'audit.title': Nothing
  'audit.lead': Nothing
  'audit.loadingPanel': Nothing
  'audit.loading': Nothing
  'audit.older': Nothing
  'audit.loadingMore': Nothing
  'audit.changes': Nothing
  'audit.empty': Nothing
  'audit.emptyLead': Nothing
  'audit.filter.label': Nothing
  'audit.filter.practice': Nothing
  'audit.filter.allPractices': Nothing
  'audit.filter.patient': Nothing
  'audit.filter.allPatients': Nothing
  'audit.filter.thisPatient': Nothing
  'audit.filter.call': Nothing
  'audit.filter.allChanges': Nothing
  'audit.filter.oneCall': { patient: string | number; day: string | number; time: string | number }
  'audit.filter.apart': { name: string | number; reference: string | number }
  'audit.filter.olderCalls': Nothing
  'audit.filter.olderPatientsAndCalls': Nothing
  'audit.table.time': Nothing
  'audit.table.what': Nothing
  'audit.table.by': Nothing
  'audit.table.change': Nothing
  'audit.table.to': Nothing
  'audit.table.call': Nothing
  'audit.table.noCall': Nothing
  'audit.by.for': { actor: string | number; patient: string | number }
  'audit.by.forLeft': { actor: string | number }
  'audit.by.left': Nothing
  'audit.by.someone': Nothing
  'audit.happened.USER_REGISTERED': Nothing
  'audit.happened.USER_LOGGED_IN': Nothing
  'audit.happened.USER_LOGGED_OUT': Nothing
  'audit.happened.SCHEDULE_CREATED': Nothing
  'audit.happened.SCHEDULE_CHANGED': Nothing
  'audit.happened.SCHEDULE_CANCELLED': Nothing
  'audit.happened.SCHEDULE_STARTED': Nothing
  'audit.happened.SCHEDULE_ENDED': Nothing
  'audit.happened.QUEUE_JOINED': Nothing
  'audit.happened.QUEUE_READY': Nothing
  'audit.happened.QUEUE_NOT_READY': Nothing
  'audit.happened.QUEUE_LEFT': Nothing
  'audit.happened.QUEUE_REMINDED': Nothing
  'audit.happened.QUEUE_REMOVED': Nothing
  'audit.happened.QUEUE_RESET': Nothing
  'audit.happened.QUEUE_ASKED_AGAIN': Nothing
  'audit.happened.CALL_INVITED': Nothing
  'audit.happened.CALL_CONFIRMED': Nothing
  'audit.happened.CALL_DECLINED': Nothing
  'audit.happened.CALL_CANCELLED': Nothing
  'audit.happened.CALL_EXPIRED': Nothing
  'audit.happened.CALL_ACTIVATED': Nothing
  'audit.happened.CALL_ENDED': Nothing
  'audit.happened.PEER_ID_SET': Nothing
  'audit.happened.GUEST_LINK_MADE': Nothing
  'audit.happened.GUEST_JOINED': Nothing
  'audit.happened.GUEST_LINK_REVOKED': Nothing
  'audit.happened.JOIN_CODE_RENEWED': Nothing
  'audit.happened.CONSENT_GIVEN': Nothing
  'audit.happened.CONSENT_WITHDRAWN': Nothing
  'audit.happened.PASSWORD_CHANGED': Nothing
  'audit.happened.PASSWORD_RESET': Nothing
  'audit.happened.EMAIL_CHANGED': Nothing
  'audit.happened.LOGIN_ENDED': Nothing
  'audit.happened.ACCOUNT_CLOSED': Nothing
  'audit.happened.DOCTOR_APPROVED': Nothing
  'audit.happened.DOCTOR_DISABLED': Nothing
  'audit.happened.DOCTOR_ENABLED': Nothing
  'audit.happened.PATIENT_DISABLED': Nothing
  'audit.happened.PATIENT_ENABLED': Nothing
  'audit.happened.CLINIC_CHANGED': Nothing
  'audit.removed.notHere': Nothing
  'audit.removed.asked': Nothing
  'audit.removed.abuse': Nothing
  'browse.loading': Nothing
  'browse.inCall': Nothing
  'browse.head.title': Nothing
  'browse.head.lead': Nothing
  'browse.head.placed': Nothing
  'browse.head.placedLead': Nothing
  'browse.head.inCallLead': Nothing
  'browse.place.of': { doctor: string | number }
  'browse.place.title': Nothing
  'browse.place.number': { number: string | number }
  'browse.place.some': Nothing
  'browse.place.turnReadyOn': Nothing
  'browse.place.go': Nothing
  'browse.open.title': Nothing
  'browse.open.doctors': { count: number }
  'browse.open.empty': Nothing
  'browse.open.emptyLead': Nothing
  'browse.open.seen': Nothing
  'browse.open.join': { doctor: string | number }
  'browse.open.joining': Nothing
  'browse.hours.open': { end: string | number }
  'browse.hours.openBusy': { end: string | number }
  'browse.hours.away': { since: string | number; end: string | number }
  'browse.hours.late': { end: string | number }
  'browse.hours.lateBusy': { end: string | number }
  'browse.hours.lateAway': { since: string | number; end: string | number }
  'browse.later.title': Nothing
  'browse.later.empty': Nothing
  'browse.later.emptyLead': Nothing
  'browse.later.more': Nothing
  'browse.later.loadingMore': Nothing
  'browse.doctor.away': { since: string | number }
  'browse.doctor.joinAway': { doctor: string | number }
  'browse.doctor.endedAway': { doctor: string | number }
  'browse.doctor.ended': Nothing
  'browse.doctor.next.yesterday': { time: string | number }
  'browse.doctor.next.today': { time: string | number }
  'browse.doctor.next.tomorrow': { time: string | number }
  'browse.doctor.next.later': { day: string | number; time: string | number }
  'browse.ready.available': { doctor: string | number }
  'browse.ready.busy': { doctor: string | number }
  'browse.ready.away': { doctor: string | number }
  'browse.ready.awaySince': { doctor: string | number; since: string | number }
  'browse.ready.unreached': Nothing
  'browse.when.yesterday': Nothing
  'browse.when.today': Nothing
  'browse.when.tomorrow': Nothing
  'browse.when.dayAndTime': { day: string | number; time: string | number }
  'browse.when.dayAndTimes': { day: string | number; times: string | number }
  'browse.when.zone': { zone: string | number }
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
  'call.devices.withoutMicrophone': Nothing
  'call.devices.without': Nothing
  'call.devices.soundOnly': Nothing
  'call.devices.consequence': { name: string | number }
  'common.close': Nothing
  'common.closeMessage': Nothing
  'common.sentences': { before: string | number; next: string | number }
  'common.loading.any': Nothing
  'common.loading.page': Nothing
  'common.loading.list': Nothing
  'common.loading.place': Nothing
  'common.field.showPassword': Nothing
  'common.field.hidePassword': Nothing
  'common.field.calendar': Nothing
  'common.tag.waiting': Nothing
  'common.tag.ready': Nothing
  'common.tag.invited': Nothing
  'common.tag.inCall': Nothing
  'common.tag.done': Nothing
  'common.tag.left': Nothing
  'common.tag.paused': Nothing
  'common.tag.planned': Nothing
  'common.tag.failed': Nothing
  'common.link.copy': Nothing
  'common.link.copied': Nothing
  'common.link.copyOf': { practice: string | number }
  'common.link.copiedOf': { practice: string | number }
  'common.link.send': Nothing
  'common.link.isCopied': Nothing
  'consent.sheet.title': Nothing
  'consent.sheet.agreeAndJoin': Nothing
  'consent.sheet.doing': Nothing
  'consent.sheet.notNow': Nothing
  'consent.version': { version: string | number }
  'consent.otherLanguage': { language: string | number }
  'consent.own.given': { version: string | number; date: string | number }
  'consent.own.withdrawn': { date: string | number }
  'consent.own.do': Nothing
  'consent.own.question': Nothing
  'consent.own.lead': Nothing
  'consent.own.stay': Nothing
  'consent.own.read': Nothing
  'consent.foot.label': Nothing
  'consent.foot.privacy': Nothing
  'consent.foot.terms': Nothing
  'consent.foot.accessibility': Nothing
  'document.description': Nothing
  'document.noScript': Nothing
  'document.unavailable': Nothing
  'document.loadAgain': Nothing
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
  'ended.lead.kept': Nothing
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
  'enter.register.aboutDoctorsPassword': Nothing
  'enter.register.do': Nothing
  'enter.register.doing': Nothing
  'enter.awaiting.tab': Nothing
  'enter.awaiting.title': Nothing
  'enter.awaiting.lead': Nothing
  'enter.awaiting.look': Nothing
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
  'join.openNow': { doctor: string | number }
  'join.opens.today': { doctor: string | number; time: string | number }
  'join.opens.tomorrow': { doctor: string | number; time: string | number }
  'join.opens.later': { doctor: string | number; day: string | number; time: string | number }
  'join.notOpened': { doctor: string | number }
  'join.noAccount': { count: number }
  'join.almost': Nothing
  'join.tag.open': Nothing
  'join.tag.soon': Nothing
  'join.tag.closed': Nothing
  'join.waiting': { count: number }
  'join.optional': { label: string | number }
  'join.name.label': Nothing
  'join.phone.label': Nothing
  'join.phone.about': Nothing
  'join.email.about': Nothing
  'join.place.label': Nothing
  'join.place.about': Nothing
  'join.place.example': Nothing
  'join.place.position': Nothing
  'join.place.asking': Nothing
  'join.place.refused': Nothing
  'join.place.filledIn': Nothing
  'join.place.missing': Nothing
  'join.birthDate.label': Nothing
  'join.consent.agree': Nothing
  'join.consent.read': Nothing
  'join.consent.title': Nothing
  'join.consent.missing': Nothing
  'join.problems.title': { count: number }
  'join.problems.lead': Nothing
  'join.do': Nothing
  'join.wait': Nothing
  'join.doing': Nothing
  'join.noNetwork': Nothing
  'join.known': Nothing
  'join.back.title': { name: string | number }
  'join.back.lead': Nothing
  'join.back.do': { name: string | number }
  'join.back.doing': Nothing
  'join.somebodyElse': Nothing
  'join.signedIn.title': Nothing
  'join.signedIn.lead': { name: string | number }
  'join.elsewhere.title': Nothing
  'join.elsewhere.lead': Nothing
  'join.elsewhere.do': Nothing
  'join.closed.lead': Nothing
  'join.closed.noPlan': { doctor: string | number }
  'join.closed.others': Nothing
  'join.closed.go': { doctor: string | number }
  'join.invited.lead': Nothing
  'join.account.lead': Nothing
  'join.ended.title': Nothing
  'join.ended.lead': Nothing
  'join.callTheClinic': { number: string | number }
  'join.device.title': Nothing
  'join.device.hint': Nothing
  'join.device.lead': Nothing
  'join.device.code': Nothing
  'join.device.orLink': Nothing
  'join.device.once': { minutes: string | number }
  'join.device.old': Nothing
  'join.device.again': Nothing
  'join.device.copy': Nothing
  'join.tellMe.title': Nothing
  'join.tellMe.address': Nothing
  'join.tellMe.about': Nothing
  'join.tellMe.do': Nothing
  'join.tellMe.noted': { address: string | number }
  'join.tellMe.takeBack': Nothing
  'join.tellMe.missing': Nothing
  'language.title': Nothing
  'language.reloads': Nothing
  'language.notKept': Nothing
  'legal.contact': { clinic: string | number; number: string | number }
  'legal.privacy': { clinic: string | number; guest: string | number; kept: string | number; login: string | number; place: string | number; tell: string | number }
  'legal.terms': { clinic: string | number; number: string | number }
  'legal.accessibility': Nothing
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
  'notice.link.title': Nothing
  'notice.link.sentence': Nothing
  'notice.back.title': Nothing
  'notice.back.sentence': Nothing
  'notice.reset.title': Nothing
  'notice.reset.sentence': Nothing
  'notice.confirm.title': Nothing
  'notice.confirm.sentence': Nothing
  'notice.email.title': Nothing
  'notice.email.sentence': Nothing
  'notice.emailOld.title': Nothing
  'notice.emailOld.sentence': Nothing
  'notice.newLogin.title': Nothing
  'notice.newLogin.sentence': Nothing
  'notice.called.title': Nothing
  'notice.called.sentence': Nothing
  'notice.soon.title': Nothing
  'notice.soon.sentence': Nothing
  'notice.opened.title': Nothing
  'notice.opened.sentence': Nothing
  'notice.cancelled.title': Nothing
  'notice.cancelled.sentence': Nothing
  'notice.moved.title': Nothing
  'notice.moved.sentence': Nothing
  'notice.arrived.title': Nothing
  'notice.arrived.sentence': Nothing
  'notice.off': Nothing
  'notices.title': Nothing
  'notices.lead': Nothing
  'notices.leadDoctor': Nothing
  'notices.mail': Nothing
  'notices.mailNone': Nothing
  'notices.sms': Nothing
  'notices.smsNone': Nothing
  'notices.push': Nothing
  'notices.aboutPush': Nothing
  'notices.pushRefused': Nothing
  'notices.arrived': Nothing
  'notices.aboutArrived': Nothing
  'notices.alsoSent': Nothing
  'page.title.browse': Nothing
  'page.title.login': Nothing
  'page.title.register': Nothing
  'page.title.practices': Nothing
  'page.title.practiceRoom': Nothing
  'page.title.audit': Nothing
  'page.title.unknown': Nothing
  'page.title.otherLogin': Nothing
  'page.title.join': Nothing
  'page.header.home': { clinic: string | number }
  'page.header.skip': Nothing
  'page.header.nav': Nothing
  'page.header.practices': Nothing
  'page.header.audit': Nothing
  'page.header.doctors': Nothing
  'page.header.account': { name: string | number }
  'page.header.light': Nothing
  'page.header.dark': Nothing
  'page.header.signOut': Nothing
  'page.live.live': Nothing
  'page.live.polling': Nothing
  'page.live.unreachable': Nothing
  'page.live.offline': Nothing
  'page.live.asOf': { state: string | number; asOf: string | number }
  'page.art.you': Nothing
  'page.art.signIn': Nothing
  'page.art.signInMore': Nothing
  'page.unknown.title': Nothing
  'page.unknown.lead': Nothing
  'page.unknown.home': Nothing
  'page.crash.title': Nothing
  'page.crash.lead': Nothing
  'page.lost.title': Nothing
  'page.lost.lead': Nothing
  'page.lost.again': Nothing
  'page.lost.next': { seconds: number }
  'page.clinic.ifLasts': { reference: string | number }
  'page.clinic.ifLastsOn': { number: string | number; reference: string | number }
  'page.clinic.reference': { reference: string | number }
  'page.clinic.questions': { number: string | number; reference: string | number }
  'page.emergency': { number: string | number }
  'page.insecure': Nothing
  'page.newBuild.label': Nothing
  'page.newBuild.lead': Nothing
  'page.newBuild.load': Nothing
  'page.otherLogin.title': Nothing
  'page.otherLogin.lead': { name: string | number }
  'page.otherLogin.goOn': Nothing
  'page.otherLogin.signIn': { name: string | number }
  'page.otherLogin.inCall': Nothing
  'page.otherLogin.callGoesOn': Nothing
  'page.openCall.label': Nothing
  'page.openCall.here': { name: string | number }
  'page.openCall.elsewhere': { name: string | number }
  'page.openCall.back': Nothing
  'plans.loading': Nothing
  'plans.head.title': { greeting: string | number; doctor: string | number }
  'plans.head.open': Nothing
  'plans.head.today': { count: number }
  'plans.head.notToday': Nothing
  'plans.head.nothing': Nothing
  'plans.first.next': Nothing
  'plans.first.open': Nothing
  'plans.first.openUntil': { end: string | number }
  'plans.first.openLate': { end: string | number }
  'plans.first.go': Nothing
  'plans.start.at': { time: string | number }
  'plans.start.in': { count: number }
  'plans.start.now': Nothing
  'plans.start.late': { time: string | number }
  'plans.start.over': Nothing
  'plans.empty.label': Nothing
  'plans.empty.title': Nothing
  'plans.empty.lead': Nothing
  'plans.coming.title': Nothing
  'plans.coming.all': { count: number }
  'plans.past.finished': Nothing
  'plans.past.endedByItself': { times: string | number }
  'plans.past.record': { day: string | number }
  'plans.past.notOpened': Nothing
  'plans.past.cancelled': { times: string | number }
  'plans.past.older': Nothing
  'plans.open.do': Nothing
  'plans.open.doing': Nothing
  'plans.open.other': Nothing
  'plans.open.otherLead': { practice: string | number }
  'plans.open.unknownLead': Nothing
  'plans.open.keep': Nothing
  'plans.open.endOther': Nothing
  'plans.open.call': Nothing
  'plans.open.callLead': Nothing
  'plans.open.endBoth': Nothing
  'plans.menu.label': { practice: string | number }
  'plans.menu.change': Nothing
  'plans.change.title': Nothing
  'plans.change.do': Nothing
  'plans.change.doing': Nothing
  'plans.change.done': Nothing
  'plans.cancel.do': Nothing
  'plans.cancel.doing': Nothing
  'plans.cancel.title': Nothing
  'plans.cancel.lead': { practice: string | number }
  'plans.cancel.keep': Nothing
  'plans.cancel.done': Nothing
  'plans.plan.title': Nothing
  'plans.plan.do': Nothing
  'plans.plan.doing': Nothing
  'plans.plan.done': Nothing
  'plans.plan.another': Nothing
  'plans.form.date': Nothing
  'plans.form.from': Nothing
  'plans.form.until': Nothing
  'plans.form.past': Nothing
  'plans.form.night': { duration: string | number }
  'plans.question.same': Nothing
  'plans.question.overlap': { practice: string | number }
  'plans.question.over': { practice: string | number }
  'plans.question.short': { count: number }
  'plans.question.far': { day: string | number }
  'plans.question.right': Nothing
  'plans.question.yes': Nothing
  'practice.count.inCall': { count: number }
  'practice.count.invited': { count: number }
  'practice.count.ready': { count: number }
  'practice.count.waiting': { count: number }
  'practice.count.done': { count: number }
  'practice.count.back': { count: number }
  'practice.count.label': Nothing
  'practice.tab.own': Nothing
  'practice.tab.cancelled': Nothing
  'practice.tab.ended': Nothing
  'practice.tab.notFound': Nothing
  'practice.loading': Nothing
  'practice.toPractices': Nothing
  'practice.hours': { date: string | number; times: string | number }
  'practice.open.title': Nothing
  'practice.open.lead': { date: string | number; times: string | number }
  'practice.open.leadAsOf': { date: string | number; times: string | number; asOf: string | number }
  'practice.open.leadZone': { lead: string | number; zone: string | number }
  'practice.upcoming.title': Nothing
  'practice.cancelled.title': Nothing
  'practice.ended.title': Nothing
  'practice.ended.doctorAway': Nothing
  'practice.ended.tooLong': Nothing
  'practice.ended.seen': { count: number }
  'practice.ended.record': Nothing
  'practice.ended.patients': Nothing
  'practice.notFound.title': Nothing
  'practice.notFound.lead': Nothing
  'practice.pastEnd.label': Nothing
  'practice.pastEnd.title': { time: string | number }
  'practice.pastEnd.lead': { time: string | number }
  'practice.pastEnd.automatic': Nothing
  'practice.pastEnd.until': Nothing
  'practice.pastEnd.stay': Nothing
  'practice.pastEnd.staying': Nothing
  'practice.end.do': Nothing
  'practice.end.doing': Nothing
  'practice.end.title': Nothing
  'practice.end.keep': Nothing
  'practice.end.told': { people: string | number }
  'practice.end.nobody': Nothing
  'practice.end.callTitle': Nothing
  'practice.end.callLead': Nothing
  'practice.end.both': Nothing
  'practice.end.confirmed': { people: string | number }
  'practice.settings.label': Nothing
  'practice.settings.sound': Nothing
  'practice.settings.aboutSound': Nothing
  'practice.camera.works': Nothing
  'practice.camera.checking': Nothing
  'practice.camera.title': Nothing
  'practice.camera.asking': Nothing
  'practice.camera.rested': Nothing
  'practice.camera.off': Nothing
  'practice.camera.switch': Nothing
  'practice.camera.aboutSwitch': Nothing
  'practice.camera.again': Nothing
  'practice.camera.change': Nothing
  'practice.camera.private': Nothing
  'practice.queue.label': Nothing
  'practice.queue.live': Nothing
  'practice.queue.seen': Nothing
  'practice.queue.back': Nothing
  'practice.queue.more': { count: string | number }
  'practice.queue.nobody': Nothing
  'practice.queue.nobodyNow': Nothing
  'practice.queue.nobodyYet': Nothing
  'practice.queue.nobodyLead': Nothing
  'practice.filter.everyone': Nothing
  'practice.filter.showReady': { count: number }
  'practice.filter.only.ready': Nothing
  'practice.filter.only.waiting': Nothing
  'practice.filter.shown.ready': Nothing
  'practice.filter.shown.waiting': Nothing
  'practice.filter.nobody.ready': Nothing
  'practice.filter.nobody.waiting': Nothing
  'practice.row.number': { place: string | number }
  'practice.row.name': { name: string | number; apart: string | number }
  'practice.row.joinedAt': { time: string | number }
  'practice.row.joinedAtOneOf': { time: string | number; nth: string | number; count: string | number }
  'practice.row.here': Nothing
  'practice.row.away': Nothing
  'practice.row.awaySince': { time: string | number }
  'practice.row.noAnswer': { time: string | number }
  'practice.row.notNow': { time: string | number }
  'practice.row.mediaNone': Nothing
  'practice.row.mediaSound': Nothing
  'practice.row.mediaBoth': Nothing
  'practice.row.seen': { time: string | number; length: string | number }
  'practice.row.joined': { time: string | number }
  'practice.row.notSeen': Nothing
  'practice.row.wantsBack': { name: string | number }
  'practice.row.more': { name: string | number }
  'practice.row.letIn': { name: string | number }
  'practice.row.start': { name: string | number }
  'practice.row.starting': Nothing
  'practice.row.remind': { name: string | number }
  'practice.row.reminded': { name: string | number }
  'practice.row.cancel': { name: string | number }
  'practice.row.cancelling': Nothing
  'practice.row.undo': { name: string | number }
  'practice.row.returnToCall': Nothing
  'practice.row.reset': Nothing
  'practice.row.notHere': Nothing
  'practice.row.asked': Nothing
  'practice.row.abuse': Nothing
  'practice.row.ringing': Nothing
  'practice.row.ringingFor': { seconds: number }
  'practice.row.secondsLeft': { seconds: number }
  'practice.row.leaving': Nothing
  'practice.did.ringing': { name: string | number }
  'practice.did.cancelled': { name: string | number }
  'practice.did.remindedAway': { name: string | number }
  'practice.did.reminded': { name: string | number }
  'practice.did.alreadyReminded': { name: string | number }
  'practice.did.removing': { name: string | number }
  'practice.did.kept': { name: string | number }
  'practice.did.waitForAnswer': { name: string | number }
  'practice.did.waitForEnd': { name: string | number }
  'practice.reset.title': Nothing
  'practice.reset.lead': { name: string | number }
  'practice.reset.stay': Nothing
  'practice.toast.joined': { name: string | number }
  'practice.toast.place': { place: string | number }
  'practice.toast.joinedMany': { count: number }
  'practice.toast.back': { name: string | number }
  'practice.toast.backMany': { count: number }
  'practice.toast.notNow': { name: string | number }
  'practice.toast.noAnswer': { name: string | number }
  'practice.invite.title': Nothing
  'practice.invite.copy': Nothing
  'practice.invite.all.title': Nothing
  'practice.invite.all.lead': Nothing
  'practice.invite.all.code': Nothing
  'practice.invite.all.print': Nothing
  'practice.invite.all.renew': Nothing
  'practice.invite.all.joinBy': Nothing
  'practice.invite.all.full': Nothing
  'practice.invite.joinBy.ANYONE': Nothing
  'practice.invite.joinBy.INVITED': Nothing
  'practice.invite.joinBy.ACCOUNT': Nothing
  'practice.invite.renew.title': Nothing
  'practice.invite.renew.lead': Nothing
  'practice.invite.renew.stay': Nothing
  'practice.invite.renew.do': Nothing
  'practice.invite.renew.doing': Nothing
  'practice.invite.printed.title': { doctor: string | number }
  'practice.invite.printed.how': Nothing
  'practice.invite.one.title': Nothing
  'practice.invite.one.lead': Nothing
  'practice.invite.one.name': Nothing
  'practice.invite.one.address': Nothing
  'practice.invite.one.language': Nothing
  'practice.invite.one.unknown': Nothing
  'practice.invite.one.do': Nothing
  'practice.invite.one.doing': Nothing
  'practice.invite.one.made': { name: string | number }
  'practice.invite.one.sent': { address: string | number }
  'practice.invite.one.preview': Nothing
  'practice.invite.one.code': { name: string | number }
  'practice.invite.one.onlyNow': Nothing
  'practice.invite.one.another': Nothing
  'practice.invite.links.title': Nothing
  'practice.invite.links.OPEN': Nothing
  'practice.invite.links.USED': Nothing
  'practice.invite.links.REVOKED': Nothing
  'practice.invite.links.ENDED': Nothing
  'practice.invite.links.notDelivered': Nothing
  'practice.invite.links.revoke': { name: string | number }
  'practice.invite.revoke.title': { name: string | number }
  'practice.invite.revoke.lead': Nothing
  'practice.invite.revoke.stay': Nothing
  'practice.invite.revoke.do': Nothing
  'practice.invite.revoke.doing': Nothing
  'practice.invite.invitedAs': { name: string | number }
  'practice.invite.born': { date: string | number }
  'refused.MALFORMED': Nothing
  'refused.UNKNOWN_CURSOR': Nothing
  'refused.UNAUTHENTICATED': Nothing
  'refused.BAD_CREDENTIALS': Nothing
  'refused.WRONG_ROLE': Nothing
  'refused.NOT_APPROVED': Nothing
  'refused.INVITED_ONLY': Nothing
  'refused.ACCOUNT_ONLY': Nothing
  'refused.FOREIGN_ORIGIN': Nothing
  'refused.OTHER_LOGIN': Nothing
  'refused.NOT_FOUND': Nothing
  'refused.TOO_SLOW': Nothing
  'refused.WRONG_STATE': Nothing
  'refused.EMAIL_TAKEN': Nothing
  'refused.ACCOUNT_IN_USE': Nothing
  'refused.NO_MAIL': Nothing
  'refused.ALREADY_ONLINE': Nothing
  'refused.CALL_OPEN': Nothing
  'refused.SCHEDULE_NOT_ONLINE': Nothing
  'refused.PRACTICE_CLOSED': Nothing
  'refused.ALREADY_SEEN': Nothing
  'refused.CONSENT_NEEDED': Nothing
  'refused.INVITED': Nothing
  'refused.IN_CALL': Nothing
  'refused.QUEUE_ENDED': Nothing
  'refused.DOCTOR_BUSY': Nothing
  'refused.PATIENT_NOT_READY': Nothing
  'refused.PATIENT_BUSY': Nothing
  'refused.PEER_ID_MISSING': Nothing
  'refused.INVITATION_EXPIRED': Nothing
  'refused.PAYLOAD_TOO_LARGE': Nothing
  'refused.UNSUPPORTED_MEDIA_TYPE': Nothing
  'refused.INVALID': Nothing
  'refused.HEADERS_TOO_LARGE': Nothing
  'refused.RATE_LIMITED': Nothing
  'refused.MOVED_TOO_OFTEN': Nothing
  'refused.REMINDED_ALREADY': Nothing
  'refused.INTERNAL': Nothing
  'refused.STORE_AWAY': Nothing
  'refused.BUSY': Nothing
  'refused.UNREACHABLE': Nothing
  'refused.wait': Nothing
  'refused.waitFor': { seconds: number }
  'refused.number': { number: string | number }
  'refused.address': { address: string | number }
  'refused.insecure': Nothing
  'refused.other': Nothing
  'refused.title.MALFORMED': Nothing
  'refused.title.UNKNOWN_CURSOR': Nothing
  'refused.title.UNAUTHENTICATED': Nothing
  'refused.title.BAD_CREDENTIALS': Nothing
  'refused.title.WRONG_ROLE': Nothing
  'refused.title.NOT_APPROVED': Nothing
  'refused.title.INVITED_ONLY': Nothing
  'refused.title.ACCOUNT_ONLY': Nothing
  'refused.title.FOREIGN_ORIGIN': Nothing
  'refused.title.OTHER_LOGIN': Nothing
  'refused.title.NOT_FOUND': Nothing
  'refused.title.TOO_SLOW': Nothing
  'refused.title.WRONG_STATE': Nothing
  'refused.title.EMAIL_TAKEN': Nothing
  'refused.title.ACCOUNT_IN_USE': Nothing
  'refused.title.NO_MAIL': Nothing
  'refused.title.ALREADY_ONLINE': Nothing
  'refused.title.CALL_OPEN': Nothing
  'refused.title.SCHEDULE_NOT_ONLINE': Nothing
  'refused.title.PRACTICE_CLOSED': Nothing
  'refused.title.ALREADY_SEEN': Nothing
  'refused.title.CONSENT_NEEDED': Nothing
  'refused.title.INVITED': Nothing
  'refused.title.IN_CALL': Nothing
  'refused.title.QUEUE_ENDED': Nothing
  'refused.title.DOCTOR_BUSY': Nothing
  'refused.title.PATIENT_NOT_READY': Nothing
  'refused.title.PATIENT_BUSY': Nothing
  'refused.title.PEER_ID_MISSING': Nothing
  'refused.title.INVITATION_EXPIRED': Nothing
  'refused.title.PAYLOAD_TOO_LARGE': Nothing
  'refused.title.UNSUPPORTED_MEDIA_TYPE': Nothing
  'refused.title.INVALID': Nothing
  'refused.title.HEADERS_TOO_LARGE': Nothing
  'refused.title.RATE_LIMITED': Nothing
  'refused.title.MOVED_TOO_OFTEN': Nothing
  'refused.title.REMINDED_ALREADY': Nothing
  'refused.title.INTERNAL': Nothing
  'refused.title.STORE_AWAY': Nothing
  'refused.title.BUSY': Nothing
  'refused.field.EMAIL_INVALID': Nothing
  'refused.field.NAME_MISSING': Nothing
  'refused.field.NAME_TOO_LONG': Nothing
  'refused.field.NAME_INVISIBLE': Nothing
  'refused.field.NAME_LONE_ACCENT': Nothing
  'refused.field.NAME_ACCENTS': Nothing
  'refused.field.PHONE_INVALID': Nothing
  'refused.field.PHONE_MISSING': Nothing
  'refused.field.PLACE_MISSING': Nothing
  'refused.field.PLACE_TOO_LONG': Nothing
  'refused.field.PLACE_INVISIBLE': Nothing
  'refused.field.BIRTH_DATE_MISSING': Nothing
  'refused.field.DATE_FUTURE': Nothing
  'refused.field.PASSWORD_WRONG': Nothing
  'refused.field.PASSWORD_BROKEN': Nothing
  'refused.field.PASSWORD_TOO_SHORT': Nothing
  'refused.field.PASSWORD_TOO_SHORT_FOR_DOCTOR': Nothing
  'refused.field.PASSWORD_TOO_LONG': Nothing
  'refused.field.PASSWORD_COMMON': Nothing
  'refused.field.PASSWORD_EASY': Nothing
  'refused.field.PASSWORD_OWN': Nothing
  'refused.field.PUSH_SERVICE_UNKNOWN': Nothing
  'refused.field.DATE_INVALID': Nothing
  'refused.field.DATE_PAST': Nothing
  'refused.field.TIME_INVALID': Nothing
  'refused.field.END_NOT_AFTER_START': Nothing
  'refused.field.END_NOT_LATER': Nothing
  'refused.field.OVERNIGHT_TOO_LONG': Nothing
  'time.greeting.morning': Nothing
  'time.greeting.afternoon': Nothing
  'time.greeting.evening': Nothing
  'time.waited.none': Nothing
  'time.waited.minutes': { minutes: string | number }
  'time.waited.hours': { hours: string | number }
  'time.waited.hoursAndMinutes': { hours: string | number; minutes: string | number }
  'time.seconds': { count: number }
  'time.minutes': { count: number }
  'time.hours': { count: number }
  'time.hoursAndMinutes': { hours: number; minutes: number }
  'time.people': { count: number }
  'time.ahead': { count: number }
  'time.asOf': { time: string | number }
  'time.range': { from: string | number; until: string | number }
  'visit.notFound.tab': Nothing
  'visit.notFound.title': Nothing
  'visit.notFound.lead': Nothing
  'visit.allDoctors': Nothing
  'visit.unreachable': Nothing
  'visit.sentence': { phrase: string | number }
  'visit.doctorTimes': { doctor: string | number; times: string | number }
  'visit.noPlace.soon': { doctor: string | number }
  'visit.noPlace.soonLead': Nothing
  'visit.noPlace.soonLeadGuest': Nothing
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
  'visit.ready.withoutMicrophone': Nothing
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
  'visit.devices.withoutMicrophone': Nothing
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
  'browse.open.join': 'hidden'
  'common.link.copyOf': 'hidden'
  'common.link.copiedOf': 'hidden'
  'ended.lead.met': 'b'
  'ended.lead.missed': 'b'
  'ended.returns.letIn': 'hidden'
  'ended.next.number': 'hidden'
  'enter.signIn.new': 'register'
  'enter.register.known': 'signIn'
  'invitation.left': 'b'
  'invitation.leftLast': 'b'
  'join.known': 'signIn'
  'join.closed.go': 'hidden'
  'join.callTheClinic': 'phone'
  'page.header.account': 'hidden' | 'person'
  'page.clinic.ifLasts': 'b'
  'page.clinic.ifLastsOn': 'phone' | 'b'
  'page.clinic.reference': 'b'
  'page.clinic.questions': 'phone' | 'b'
  'page.emergency': 'call'
  'page.openCall.here': 'b'
  'page.openCall.elsewhere': 'b'
  'plans.past.record': 'hidden'
  'practice.camera.change': 'hidden'
  'practice.row.number': 'hidden'
  'practice.row.letIn': 'hidden'
  'practice.row.start': 'hidden'
  'practice.row.remind': 'hidden'
  'practice.row.reminded': 'hidden'
  'practice.row.cancel': 'hidden'
  'practice.row.undo': 'hidden'
  'practice.toast.joined': 'b'
  'practice.toast.back': 'b'
  'practice.toast.notNow': 'b'
  'practice.toast.noAnswer': 'b'
  'practice.invite.links.revoke': 'hidden'
  'visit.devices.problem': 'b'
  'visit.devices.change': 'hidden'
}

export type Key = keyof Texts
export type RichKey = keyof Tags
export type PlainKey = Exclude<Key, RichKey>
