const [major] = process.versions.node.split('.')

if (Number(major) < 26) {
  console.error(
    `MedConsult runs on Node 26, and this is Node ${process.versions.node}. Run "npm ci", then start through npm ("npm start", "npm test"): npm uses the Node that the lockfile names.`,
  )
  process.exit(1)
}
