// node reference.mjs service PORT FILE | gateway PORT SERVICE_URL
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { serve } from '@hono/node-server'

const [role, port, target] = process.argv.slice(2)
const app = new Hono()

if (role === 'service') {
  const catalogue = JSON.parse(readFileSync(target, 'utf8'))
  app.get('/api/courses', (c) => c.json(catalogue))
} else {
  app.all('/api/*', async (c) => {
    const id = c.req.header('x-request-id') ?? randomUUID()
    const url = new URL(c.req.url)
    const answer = await fetch(target + url.pathname + url.search, {
      method: c.req.method,
      headers: { accept: c.req.header('accept') ?? '*/*', 'x-request-id': id },
    })
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': answer.headers.get('content-type') ?? 'text/plain', 'x-request-id': id },
    })
  })
}

serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' })
