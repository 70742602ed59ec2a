import { t } from '../../../ui/words/text.ts'

/** What can be done in this tab now. */
interface There {
  readonly touch: boolean
  /** This tab is in the call, and so has the own picture. */
  readonly here: boolean
  /** There is another camera to turn to. */
  readonly turns: boolean
}

interface HelpRow {
  readonly does: string
  readonly how: readonly string[]
}

/** What the help lists: by keys or by touch, and nothing that is not there. */
export function helpRows({ touch, here, turns }: There): readonly HelpRow[] {
  return [
    { does: t('call.help.microphone'), how: touch ? [t('call.help.tapMicrophone')] : ['Ctrl', 'D'] },
    { does: t('call.help.camera'), how: touch ? [t('call.help.tapCamera')] : ['Ctrl', 'E'] },
    ...(turns ? [{ does: t('call.help.turn'), how: [t('call.help.tapTurn')] }] : []),
    ...(here ? [{ does: t('call.help.move'), how: touch ? [t('call.help.drag')] : [t('call.help.arrows')] }] : []),
    ...(touch ? [] : [{ does: t('call.help.help'), how: ['Ctrl', 'Shift', '/'] }]),
  ]
}
