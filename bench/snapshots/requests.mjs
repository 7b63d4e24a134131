// Asks a server of this process, several times at once, and forgets the answers.

export async function request(port, paths) {
  const ask = async path => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(20_000) })
    await response.text()
  }
  const waiting = [...paths]
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await ask(path)
    }),
  )
}

export const manyPaths = Array.from({ length: 400 }, (_, at) => `/users/${at}`)
