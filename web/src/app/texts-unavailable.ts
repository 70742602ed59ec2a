/** Shows that the page’s texts could not be fetched, by the only ones there are: what the server wrote into the page. */
export function showTextsUnavailable(root: HTMLElement): void {
  const written = document.querySelector<HTMLMetaElement>('meta[name="texts-unavailable"]')
  const text = document.createElement('p')
  text.textContent = written?.content ?? ''
  const again = document.createElement('button')
  again.type = 'button'
  again.textContent = written?.dataset['loadAgain'] ?? ''
  again.addEventListener('click', () => window.location.reload())
  const main = document.createElement('main')
  main.role = 'alert'
  Object.assign(main.style, {
    padding: '24px',
    display: 'grid',
    gap: '16px',
    justifyItems: 'start',
    font: '17px/26px system-ui, sans-serif',
  })
  Object.assign(again.style, { minHeight: '48px', padding: '0 20px', font: 'inherit' })
  main.append(text, again)
  root.replaceChildren(main)
}
