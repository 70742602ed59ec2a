import { Component, type ComponentType, type ReactNode } from 'react'

type BoundaryProps = {
  children: ReactNode
  /** Rendered instead of what crashed; `again` retries it. */
  Fallback: ComponentType<{ error: unknown; again: () => void }>
  /** The page's address; a change of it retries what crashed. */
  place?: string
}

type Broken = { error: unknown } | null

/** Contains crashes, so that they do not affect what is outside. */
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
