import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

/** Listens on a free local port and serves each connection with `serve`; `drop` closes all connections. */
export async function listen(serve: (socket: Socket) => void): Promise<AsyncDisposable & { port: number; drop(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const drop = (): void => sockets.forEach((socket) => void socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    drop,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      drop()
      await closed
    },
  }
}

/** A TCP proxy in front of a local server, which a test can cut off or silence. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number
  /** Closes every connection, and each new one immediately, until `restore`. */
  cut(): void
  /** Keeps every connection open but forwards nothing until `restore`. */
  silence(): void
  restore(): void
}

export async function startTcpProxy(port: number): Promise<TcpProxy> {
  let state: 'whole' | 'cut' | 'silent' = 'whole'
  const held: (() => void)[] = []
  const listener = await listen((client) => {
    if (state === 'cut') return void client.destroy()
    const server = createConnection(port, '127.0.0.1')
    const pass = (to: Socket) => (chunk: Buffer) => {
      const write = (): void => void to.write(chunk)
      if (state === 'silent') held.push(write)
      else write()
    }
    client.on('data', pass(server))
    server.on('data', pass(client))
    server.on('error', () => client.destroy())
    server.on('close', () => client.destroy())
    client.on('close', () => server.destroy())
  })
  return {
    port: listener.port,
    cut() {
      state = 'cut'
      listener.drop()
    },
    silence: () => void (state = 'silent'),
    restore() {
      state = 'whole'
      for (const write of held.splice(0)) write()
    },
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  }
}
