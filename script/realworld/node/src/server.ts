import fastify from 'fastify'
import { Redis } from 'ioredis'
import pg from 'pg'
import { Counter, register } from 'prom-client'
import { z } from 'zod'

/** The bench changes it to change a source file. */
export const release = '0'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const cache = new Redis(process.env.REDIS_URL ?? 'redis://localhost')
const requests = new Counter({ name: 'price_requests_total', help: 'Prices', labelNames: ['from'] })
const article = z.object({ article: z.string().min(1) })

const server = fastify({ logger: true })
server.get('/metrics', () => register.metrics())
server.get('/release', () => release)
server.get('/articles/:article/price', async (request, reply) => {
  const { article: name } = article.parse(request.params)
  const cached = await cache.get(name)
  requests.inc({ from: cached === null ? 'database' : 'cache' })
  if (cached !== null) return { price: Number(cached) }
  const { rows } = await database.query('select price from articles where name = $1', [name])
  return rows[0] ?? reply.code(404).send({ error: 'no such article' })
})
await server.listen({ port: 8080, host: '0.0.0.0' })
