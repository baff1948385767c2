/** Numbers for `/metrics`, in the form that Prometheus reads. Labels are a few words, never an id. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from '../adapter.ts'
import type { Reply } from '../reply.ts'
import type { Watched } from './watched.ts'

export type Metrics = {
  meterOf(adapter: string): Meter
  replied(reply: Reply | undefined): void
  text(): Promise<string>
  contentType: string
}

/** From a tenth of a millisecond's work to a minute's waiting for a platform's rate limit. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

export function buildMetrics({ healthOf, storeOf, knowledgeOf }: Watched): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const events = new Counter({
    name: 'bot_events_total',
    help: 'What happened to messages, by adapter: received, sent, repeated, dropped, refused, retried, failed.',
    labelNames: ['adapter', 'event', 'detail'],
    registers,
  })
  const replies = new Counter({
    name: 'bot_replies_total',
    help: 'Replies by outcome and reason; silent where none was given.',
    labelNames: ['outcome', 'reason', 'language'],
    registers,
  })
  const seconds = new Histogram({
    name: 'bot_delivery_seconds',
    help: 'From the arrival of something until it was dealt with, its reply delivered.',
    labelNames: ['adapter'],
    buckets: SECONDS,
    registers,
  })
  const latency = new Gauge({
    name: 'bot_latency_seconds',
    help: 'How long the platform took to answer on the connection that is held open, last time.',
    labelNames: ['adapter'],
    registers,
  })
  new Gauge({
    name: 'bot_adapter_ready',
    help: '1 while the adapter is connected.',
    labelNames: ['adapter'],
    registers,
    collect() {
      for (const [adapter, { state }] of healthOf()) this.set({ adapter }, state === 'ready' ? 1 : 0)
    },
  })
  new Gauge({
    name: 'bot_store_ready',
    help: '1 while the store can be used; absent where nothing is kept.',
    registers,
    collect() {
      const store = storeOf?.()
      if (store) this.set(store.state === 'ready' ? 1 : 0)
      else this.remove()
    },
  })
  new Gauge({
    name: 'bot_knowledge_info',
    help: '1 for the version of the knowledge that is answered from.',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset()
      const version = knowledgeOf?.().version
      if (version) this.set({ version }, 1)
    },
  })
  new Gauge({
    name: 'bot_knowledge_refused',
    help: '1 while the knowledge files say something that could not be taken up.',
    registers,
    collect() {
      this.set(knowledgeOf?.().failure ? 1 : 0)
    },
  })
  new Counter({
    name: 'bot_knowledge_changes_total',
    help: 'Changes of the knowledge files while running: taken, or refused for their problems.',
    labelNames: ['result'],
    registers,
    collect() {
      this.reset()
      for (const [result, count] of Object.entries(knowledgeOf?.().counts ?? {})) this.inc({ result }, count)
    },
  })
  return {
    meterOf: (adapter) => ({
      count: (event, detail = '') => events.inc({ adapter, event, detail }),
      took: (spent) => seconds.observe({ adapter }, spent),
      latency: (spent) => latency.set({ adapter }, spent),
    }),
    replied: (reply) =>
      replies.inc({
        outcome: reply?.outcome ?? 'silent',
        reason: reply?.reason ?? '',
        language: reply?.language ?? '',
      }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
