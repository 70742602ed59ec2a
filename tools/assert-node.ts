const [major] = process.versions.node.split('.')

if (Number(major) < 26) {
  console.error(
    `MedConsult requires Node 26; this is Node ${process.versions.node}. Run "npm ci", then use npm ("npm start", "npm test"), which runs the Node that the lockfile pins.`,
  )
  process.exit(1)
}
