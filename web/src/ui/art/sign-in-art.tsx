import styles from '../form/sign-in-frame.module.css'
import { Logo } from './logo.tsx'
import { Portrait } from './portrait.tsx'
import { drawing } from '../theme/tokens.ts'
import { t } from '../words/text.ts'

/** The petrol card (a band on a phone): a doctor in the ring, and two patients. */
export function SignInArt() {
  return (
    <div className={styles.art}>
      <Logo onDark />
      <div className={styles.scene} aria-hidden="true">
        <svg viewBox="0 0 640 640" width="100%">
          <g fill="none" stroke={drawing.white}>
            <circle cx="320" cy="320" r="300" strokeOpacity=".08" strokeWidth="2" />
            <circle cx="320" cy="320" r="232" strokeOpacity=".12" strokeWidth="2" />
            <circle cx="320" cy="320" r="160" strokeOpacity=".16" strokeWidth="14" />
            <path d="M320 160a160 160 0 1 1 -152.2 209.4" stroke={drawing.warm} strokeWidth="14" strokeLinecap="round" />
          </g>
          <Portrait who="doctor" x={192} y={192} size={256} />
          <circle cx="114" cy="212" r="52" fill={drawing.petrol} />
          <Portrait who="patient" x={70} y={168} size={88} />
          <circle cx="524" cy="430" r="44" fill={drawing.petrol} />
          <Portrait who="other" x={488} y={394} size={72} />
        </svg>
      </div>
      <div className={styles.say}>
        <p>{t('page.art.signIn')}</p>
        <p>{t('page.art.signInMore')}</p>
      </div>
    </div>
  )
}
