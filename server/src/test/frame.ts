const KINDS = { continuation: 0x0, text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const
export type FrameKind = keyof typeof KINDS
export const FRAME_KINDS = Object.keys(KINDS) as FrameKind[]

/** A websocket's frame as a client sends it, masked with zeros (RFC 6455, 5.2). `fin` false: the message goes on. */
export function frame(kind: FrameKind, payload: string | Buffer = '', fin = true): Buffer {
  const body = Buffer.from(payload as string)
  const head = Buffer.alloc(10)
  head[0] = (fin ? 0x80 : 0) | KINDS[kind]
  let size = 2
  if (body.length < 126) head[1] = 0x80 | body.length
  else if (body.length < 65_536) {
    head[1] = 0x80 | 126
    size += head.writeUInt16BE(body.length, 2) - 2
  } else {
    head[1] = 0x80 | 127
    head.writeBigUInt64BE(BigInt(body.length), 2)
    size += 8
  }
  return Buffer.concat([head.subarray(0, size), Buffer.alloc(4), body])
}
