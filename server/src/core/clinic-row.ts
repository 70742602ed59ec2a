import { offeredLanguages, type OfferedLanguage } from '@medconsult/contract'
import type { Row } from '../store/row-types.ts'
import { insert, update, type Change, type Store } from '../store/store.ts'

/** There is one clinic: its row’s id. */
export const CLINIC_ID = 'clinic'

/** The clinic’s row where nothing is set. */
export const unsetClinic: Omit<Row<'clinic'>, 'id' | 'version'> = {
  name: null,
  phone: null,
  emergencyNumber: null,
  languages: null,
  asks: null,
  retention: null,
  texts: {},
}

/**
 * A change of the clinic’s row that sets nothing: whoever changes the clinic at the same moment loses the race, or this does.
 * Where there is no row yet, an empty one is made.
 */
export async function touchClinic(store: Store): Promise<Change> {
  const row = await store.get('clinic', CLINIC_ID)
  return row === null ? insert('clinic', { ...unsetClinic, id: CLINIC_ID }) : update('clinic', row, {})
}

/** The languages that the clinic offers, its first language first. */
export const clinicLanguages = async (store: Store): Promise<readonly OfferedLanguage[]> =>
  (await store.get('clinic', CLINIC_ID))?.languages ?? offeredLanguages

/** The language of whoever has chosen none. */
export const firstLanguage = async (store: Store): Promise<OfferedLanguage> => (await clinicLanguages(store))[0]!
