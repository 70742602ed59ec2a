/** Whether this device is used by touch, without a keyboard or a mouse. */
export const isTouch = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches
