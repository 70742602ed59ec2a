import { createTheme } from '@mantine/core'
import type { ActionIcon, Badge, Button, CSSVariablesResolver, Input, InputWrapper, Menu, Modal, Paper, Skeleton } from '@mantine/core'
import button from './button.module.css'
import field from '../form/field.module.css'
import menu from './menu.module.css'
import modal from '../dialog/modal.module.css'
import skeleton from '../page/skeleton.module.css'
import { commonTokens, darkTokens, lightTokens } from './tokens.ts'

/** Only the types, so that a component which a page does not use stays out of its bundle. */
type Dress<Part extends { extend: (dress: never) => unknown }> = Parameters<Part['extend']>[0]

const buttonHeight = { sm: '44px', md: '48px', lg: '56px' } as const

export const theme = createTheme({
  fontFamily: '"Hanken Grotesk Variable", "Vazirmatn Variable", system-ui, sans-serif',
  black: '#10252B',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.31', sm: '1.5', md: '1.5625', lg: '1.53', xl: '1.4' },
  headings: {
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '38px', lineHeight: '44px' },
      h2: { fontSize: '20px', lineHeight: '28px' },
      h3: { fontSize: '16px', lineHeight: '24px' },
    },
  },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  focusRing: 'auto',
  defaultRadius: 'md',
  radius: { xs: '8px', sm: '10px', md: '14px', lg: '18px', xl: '26px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  breakpoints: { xs: '24em', sm: '37.5em', md: '67.5em', lg: '75em', xl: '90em' },
  colors: {
    petrol: ['#EFF6F9', '#DBEAEF', '#B7D8E3', '#8CCFE4', '#5FB0CB', '#3690AF', '#1F748F', '#14627C', '#0B4F66', '#083C4E'],
    ready: ['#EEF8F1', '#DCF1E2', '#B4E3C4', '#6FD196', '#46B877', '#2F9C60', '#23874F', '#1C7A45', '#17703E', '#0F552D'],
    danger: ['#FDF1EF', '#FBE6E2', '#F6C9C1', '#FFAB9E', '#EE8071', '#DD5C4B', '#CF4231', '#C4372A', '#B32D1E', '#A3271B'],
  },
  components: {
    Button: {
      defaultProps: { size: 'md', variant: 'filled' },
      classNames: { root: button['root']!, inner: button['inner']!, label: button['label']!, section: button['section']! },
      vars: (_theme, props) => ({
        root: { '--button-height': buttonHeight[props.size as keyof typeof buttonHeight] ?? buttonHeight.md },
        loader: {},
      }),
    } satisfies Dress<typeof Button>,
    ActionIcon: {
      defaultProps: { size: 44, variant: 'subtle', radius: 'xl' },
      classNames: { root: button['icon']! },
    } satisfies Dress<typeof ActionIcon>,
    Paper: { defaultProps: { radius: 'xl', p: 'lg' } } satisfies Dress<typeof Paper>,
    Badge: { defaultProps: { variant: 'light', radius: 'xl', tt: 'none' } } satisfies Dress<typeof Badge>,
    Modal: {
      defaultProps: { radius: 'xl', centered: true },
      classNames: {
        content: modal.content!,
        title: modal.title!,
        body: modal.body!,
        overlay: modal.overlay!,
        close: modal.close!,
      },
    } satisfies Dress<typeof Modal>,
    Menu: {
      defaultProps: { radius: 'lg', shadow: 'none', offset: 6, transitionProps: { duration: 120 } },
      classNames: { dropdown: menu['dropdown']!, item: menu['item']!, label: menu['label']!, divider: menu['divider']! },
    } satisfies Dress<typeof Menu>,
    Skeleton: { defaultProps: { radius: 'lg' }, classNames: { root: skeleton['root']! } } satisfies Dress<typeof Skeleton>,
    Input: { classNames: { wrapper: field['wrapper']!, input: field['input']!, section: field['section']! } } satisfies Dress<typeof Input>,
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'], withAsterisk: false },
      classNames: { root: field['root']!, label: field['label']!, error: field['error']!, description: field['description']! },
    } satisfies Dress<typeof InputWrapper>,
  },
})

/** Our tokens, and Mantine's own names pointed at them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { ...commonTokens },
  light: { ...lightTokens, ...mantineNames },
  dark: { ...darkTokens, ...mantineNames },
})

const mantineNames = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-anchor': 'var(--primary-ink)',
  '--mantine-color-disabled': 'var(--quiet)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'transparent',
} as const
