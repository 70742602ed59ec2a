/** Whether camera and microphone may be used without a question to the person. */
export async function cameraAllowed(): Promise<boolean> {
  try {
    const states = await Promise.all((['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })))
    return states.every(({ state }) => state === 'granted')
  } catch {
    // A browser that does not tell is asked by the person's own press.
    return false
  }
}
