import { setTimeout as pause } from 'node:timers/promises'

/** Waits before a retry after `tries` failures: longer and with more jitter each time, at most 64 ms. */
export const backOff = (tries: number): Promise<void> => pause(Math.random() * Math.min(2 ** tries, 64))
