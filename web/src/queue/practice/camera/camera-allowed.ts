/** Whether camera and microphone may be used without asking the person. */
export async function cameraAllowed(): Promise<boolean> {
  try {
    const states = await Promise.all((['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })))
    return states.every(({ state }) => state === 'granted')
  } catch {
    // If the browser does not report it, the person's own press requests them.
    return false
  }
}
