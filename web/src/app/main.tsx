import { QueryClientProvider } from '@tanstack/react-query'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { queryClient } from '../server/query-client.ts'
import { loadAgainFor } from '../session/load-again.ts'
import { router } from './routes.tsx'
import { showTextsUnavailable } from './texts-unavailable.ts'
import { onCodeUnavailable } from '../ui/lazy/lazy-code.ts'
import { loadTexts } from '../ui/words/text.ts'
import { UiProvider } from '../ui/theme/ui-provider.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// A navigation waiting for unavailable code continues to its target after the reload.
onCodeUnavailable(() => loadAgainFor(() => router.state.navigation.location))

const render = (): void =>
  // As a transition, it renders in small steps and the page stays responsive.
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <UiProvider>
            <RouterProvider router={router} />
          </UiProvider>
        </QueryClientProvider>
      </StrictMode>,
    )
  })

void loadTexts.everybody().then(render, () => showTextsUnavailable(root))
