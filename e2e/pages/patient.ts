import { expect, type Locator, type Page } from '@playwright/test'
import type { Client, QueueEntry } from '@medconsult/contract'
import type { Person } from '../person.ts'
import { liveTracks } from '../probe.ts'
import { CallRoom } from './call-room.ts'

/** A patient's actions on the pages. */
export class PatientPages {
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

  get name(): string {
    return this.person.name
  }

  get api(): Client {
    return this.person.api
  }

  get invitation(): Locator {
    return invitationOn(this.page)
  }

  get ready(): Locator {
    return this.page.getByRole('switch', { name: /ready/i })
  }

  /** What the doctor sees of this patient's devices. */
  async media(): Promise<QueueEntry['media'] | undefined> {
    return (await this.api('viewSchedule', { params: { id: this.scheduleId } })).queueEntry?.media
  }

  async enterVisit(): Promise<void> {
    await this.page.goto(`/visit/${this.scheduleId}`)
  }

  async joinQueue(): Promise<void> {
    await this.page.getByRole('button', { name: /join the queue/i }).click()
    await expect(this.page.getByRole('heading', { name: /you are number/i })).toBeVisible()
  }

  /** Turns Ready on, with camera and microphone. */
  async getReady(): Promise<void> {
    await this.ready.click()
    await expect(this.ready).toBeChecked()
    await expect.poll(() => liveTracks(this.page), { message: 'camera and microphone are on' }).toBeGreaterThanOrEqual(2)
  }

  async joinNow(): Promise<void> {
    await this.invitation.getByRole('button', { name: /join now/i }).click()
  }

  async notNow(): Promise<void> {
    await this.invitation.getByRole('button', { name: /not now/i }).click()
  }
}

export const invitationOn = (page: Page): Locator => page.getByRole('alertdialog', { name: /is calling you/i })
