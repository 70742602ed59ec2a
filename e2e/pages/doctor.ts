import { expect, type Locator, type Page } from '@playwright/test'
import type { Client } from '@medconsult/contract'
import type { Person } from '../person.ts'
import { CallRoom } from './call-room.ts'

/** A doctor's actions on the pages. */
export class DoctorPages {
  readonly person: Person
  readonly scheduleId: string
  readonly call: CallRoom

  constructor(person: Person, scheduleId: string) {
    this.person = person
    this.scheduleId = scheduleId
    this.call = new CallRoom(person.page)
  }

  get page(): Page {
    return this.person.page
  }

  get api(): Client {
    return this.person.api
  }

  async enterPractice(): Promise<void> {
    await this.page.goto(`/practice/${this.scheduleId}`)
  }

  row(name: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: name })
  }

  async expectState(name: string, state: 'Waiting' | 'Ready' | 'Invited' | 'In call' | 'Done'): Promise<void> {
    await expect(this.row(name).getByText(state, { exact: true })).toBeVisible()
  }

  async startCall(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: /start call/i })
      .click()
  }

  async cancelInvitation(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: /cancel/i })
      .click()
  }
}
