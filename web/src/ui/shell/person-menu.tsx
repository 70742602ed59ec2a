import { useState } from 'react'
import { lazyComponent } from '../lazy/lazy-component.ts'
import { lazyCode } from '../lazy/lazy-code.ts'
import { PersonButton } from './person-button.tsx'
import type { PersonMenuProps } from './person-menu-list.tsx'

const useList = lazyComponent(lazyCode(async () => (await import('./person-menu-list.tsx')).PersonMenuList))

/**
 * The person's disc; the menu's code loads a moment later, and the menu opens automatically if the disc was pressed before.
 * The disc is not replaced while pressed: a press that ends on another element is not a click.
 */
export function PersonMenu(menu: PersonMenuProps) {
  const [asked, setAsked] = useState(false)
  const [focused, setFocused] = useState(false)
  const [pressed, setPressed] = useState(false)
  const draw = useList(asked || focused)
  if (draw && !pressed) return draw({ ...menu, asked, focused })
  return (
    <PersonButton
      name={menu.name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerDown={() => setPressed(true)}
      onPointerLeave={() => setPressed(false)}
      onKeyDown={({ key }) => setPressed(key === ' ')}
      onClick={() => {
        setAsked(true)
        setPressed(false)
      }}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false)
        setPressed(false)
      }}
    />
  )
}
