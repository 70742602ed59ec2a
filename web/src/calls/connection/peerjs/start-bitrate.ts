/** Where a sender's bandwidth estimate starts, kbit/s; by default it climbs from 300, and the first seconds are blurred. */
const START_KBPS = 1000

/** The session description with `x-google-start-bitrate` on every video codec (libwebrtc's parameter; others ignore it). */
export function withStartBitrate(sdp: string): string {
  const lines = sdp.split('\r\n')
  let video = false
  const codecs = new Set<string>()
  for (const line of lines) {
    if (line.startsWith('m=')) video = line.startsWith('m=video')
    const codec = video && /^a=rtpmap:(\d+) (VP8|VP9|H264|H265|AV1)\//i.exec(line)
    if (codec) codecs.add(codec[1] as string)
  }
  const start = `x-google-start-bitrate=${START_KBPS}`
  const described = new Set(lines.map((line) => /^a=fmtp:(\d+) /.exec(line)?.[1]))
  return lines
    .flatMap((line) => {
      const parameters = /^a=fmtp:(\d+) /.exec(line)?.[1]
      if (parameters && codecs.has(parameters)) return [`${line};${start}`]
      const mapped = /^a=rtpmap:(\d+) /.exec(line)?.[1]
      return mapped && codecs.has(mapped) && !described.has(mapped) ? [line, `a=fmtp:${mapped} ${start}`] : [line]
    })
    .join('\r\n')
}
