/**
 * Silent tracks of these kinds, for what this end does not send (yet): both ends then always have two senders, and every
 * later change is a `replaceTrack` without renegotiation.
 */
export function emptyTracks(kinds: readonly ('audio' | 'video')[]): { tracks: MediaStreamTrack[]; release: () => void } {
  const tracks: MediaStreamTrack[] = []
  let sound: AudioContext | undefined
  if (kinds.includes('audio')) {
    sound = new AudioContext()
    tracks.push(...sound.createMediaStreamDestination().stream.getAudioTracks())
  }
  if (kinds.includes('video')) {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 2
    canvas.getContext('2d')
    tracks.push(...canvas.captureStream(0).getVideoTracks())
  }
  return {
    tracks,
    release() {
      for (const track of tracks) track.stop()
      void sound?.close()
    },
  }
}
