import { Component, type ComponentType, type ReactNode } from 'react'

type BoundaryProps = {
  children: ReactNode
  /** In place of what broke; `again` draws that anew. */
  Fallback: ComponentType<{ error: unknown; again: () => void }>
  /** What broke is drawn anew when this changes: the page's address. */
  place?: string
}

type Broken = { error: unknown } | null

/** Keeps what breaks inside of it from taking down what stands outside. */
export class Boundary extends Component<BoundaryProps, { broken: Broken }> {
  override state: { broken: Broken } = { broken: null }

  static getDerivedStateFromError(error: unknown): { broken: Broken } {
    return { broken: { error } }
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.broken && before.place !== this.props.place) this.again()
  }

  again = (): void => this.setState({ broken: null })

  override render(): ReactNode {
    const { broken } = this.state
    const { children, Fallback } = this.props
    return broken ? <Fallback error={broken.error} again={this.again} /> : children
  }
}
