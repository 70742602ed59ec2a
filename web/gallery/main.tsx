import { createRoot } from 'react-dom/client'
import { MemoryRouter } from 'react-router'
import { UiProvider } from '../src/ui/theme/ui-provider.tsx'
import { loadTexts } from '../src/ui/words/text.ts'
import { callScreens } from './call-screens.tsx'
import { doctorScreens } from './doctor-screens.tsx'
import { patientScreens } from './patient-screens.tsx'

// One screen of the look by its name: /gallery/index.html?patient-waiting
const screens: Record<string, () => React.ReactNode> = { ...doctorScreens, ...patientScreens, ...callScreens }
const Screen = screens[location.search.slice(1)]

const List = () => (
  <ul>
    {Object.keys(screens).map((name) => (
      <li key={name}>
        <a href={`?${name}`}>{name}</a>
      </li>
    ))}
  </ul>
)

await Promise.all([loadTexts.everybody(), loadTexts.doctor()])

createRoot(document.querySelector('#root')!).render(
  <MemoryRouter initialEntries={[location.search.includes('audit') ? '/audit' : '/practices']}>
    <UiProvider>{Screen === undefined ? <List /> : <Screen />}</UiProvider>
  </MemoryRouter>,
)
