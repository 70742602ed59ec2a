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
}

/** The texts with tags, and these. */
export interface Tags {
  'enter.signIn.new': 'register'
  'enter.register.known': 'signIn'
}

export type Key = keyof Texts
export type RichKey = keyof Tags
export type PlainKey = Exclude<Key, RichKey>
