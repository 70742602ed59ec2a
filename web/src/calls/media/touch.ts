/** Whether this is a touch device without keyboard and mouse. */
export const isTouch = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches
