const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 26) {
  console.error(`This is Node ${process.versions.node}; MedConsult needs 26. “npm start” uses it.`)
  process.exit(1)
}
const { runServer } = await import('./run-server.ts')
await runServer(process.env, process.argv.slice(2))
