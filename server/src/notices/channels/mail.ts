import { createTransport } from 'nodemailer'
import type { Message } from '../message.ts'
import type { Attempted, Send } from '../outbox.ts'

interface MailOptions {
  readonly smtpUrl: string
  readonly from: string
  /** How this server names itself to the mail server, and in the ids of its messages. */
  readonly host: string
}

/** Longer than a mail server takes, and less than an attempt may last. */
const SILENCE_MS = 15_000

/** Sends by SMTP: one message a connection. No header holds a name that a person has typed. */
export function makeMail({ smtpUrl, from, host }: MailOptions): Send {
  return async (message, { address }) => {
    if (address === null) return { outcome: 'NOWHERE', code: 'NO_ADDRESS' }
    const transport = createTransport(
      {
        url: smtpUrl,
        name: host,
        connectionTimeout: SILENCE_MS,
        greetingTimeout: SILENCE_MS,
        socketTimeout: SILENCE_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from },
    )
    const { title, foot } = message
    try {
      await transport.sendMail({
        to: { name: '', address },
        subject: title,
        messageId: `<${message.id}@${host}>`,
        xMailer: false,
        text: textOf(message),
        html: htmlOf(message),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'Content-Language': message.language,
          ...(foot && { 'List-Unsubscribe': `<${foot.link}>` }),
        },
      })
      return { outcome: 'SENT', code: 'OK' }
    } catch (error) {
      return answerOf(error)
    } finally {
      transport.close()
    }
  }
}

/** A mail server that refuses the receiver for good is not asked again. */
function answerOf(error: unknown): Attempted {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  if (typeof responseCode === 'number')
    return { outcome: code === 'EENVELOPE' && responseCode >= 500 ? 'REFUSED' : 'AGAIN', code: `SMTP_${responseCode}` }
  throw error
}

const textOf = ({ clinic, sentence, link, foot }: Message): string =>
  [clinic, `${sentence}\n${link}`, ...(foot === null ? [] : [`${foot.text}\n${foot.link}`])].join('\n\n') + '\n'

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const anchor = (link: string): string => `<a dir="ltr" href="${escapeHtml(link)}">${escapeHtml(link)}</a>`

const htmlOf = ({ clinic, title, sentence, link, foot, language, direction }: Message): string =>
  `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
  `<body><p><strong>${escapeHtml(clinic)}</strong></p><p>${escapeHtml(sentence)}</p><p>${anchor(link)}</p>` +
  (foot === null ? '' : `<hr><p><small>${escapeHtml(foot.text)}<br>${anchor(foot.link)}</small></p>`) +
  '</body></html>'
