import type { RequestUseCase } from '../core/use-case.ts'
import type { GuestServices } from './guest-services.ts'
import { joinView } from './join-view.ts'
import { practiceOfCode } from './practice-of-code.ts'

/** What stands behind a practice link; reading it changes nothing. NOT_FOUND. */
export const makeLookAtPractice =
  (services: Pick<GuestServices, 'timeZone' | 'readClinic'>): RequestUseCase<'lookAtPractice'> =>
  async (ctx, { params }, request) => {
    const { link, doctor, schedule } = await practiceOfCode(ctx, params.joinCode, services.timeZone)
    return joinView(ctx, services, { doctorId: doctor.id, doctorName: doctor.name, schedule, joinBy: link.joinBy }, request)
  }
