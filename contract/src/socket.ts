/** Socket.IO's path and pings: a half-open connection is noticed within 10 s. */
export const SOCKET_PATH = '/socket.io'
export const PING_SECONDS = 5
