import { expect, type Locator, type Page } from '@playwright/test'
import { expectRemotePicture, expectRemoteSound } from '../probe.ts'

/** The call page of one participant. */
export class CallRoom {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get microphone(): Locator {
    return this.page.getByRole('button', { name: /microphone/i })
  }

  get camera(): Locator {
    return this.page.getByRole('button', { name: /camera/i })
  }

  get time(): Locator {
    return this.page.getByRole('timer')
  }

  /** The doctor’s “End call” or the patient’s “Leave”. */
  get end(): Locator {
    return this.page.getByRole('button', { name: /^(end call|leave)$/i })
  }

  get ended(): Locator {
    return this.page.getByRole('heading', { name: /^ended/i })
  }

  get serverAway(): Locator {
    return this.page.getByText('The call continues; controls are reconnecting')
  }

  async expectOpen(): Promise<void> {
    await expect(this.page).toHaveURL(/\/call\/[0-9a-f-]{36}$/)
  }

  /** Expects the other side to be seen and heard. */
  async expectTogether(): Promise<void> {
    await this.expectOpen()
    await expectRemotePicture(this.page)
    await expectRemoteSound(this.page)
  }

  /** Presses End or Leave and confirms. */
  async endCall(): Promise<void> {
    await this.end.click()
    await this.page
      .getByRole('alertdialog')
      .or(this.page.getByRole('dialog'))
      .getByRole('button', { name: /^(end call|leave)$/i })
      .click()
  }
}
