/** Discord's REST API as its own OpenAPI description has it, by the schemas that `discord-api-spec` generates from that description. */
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod'
import type { ZodType } from 'zod'

type Schema = ZodType
type Issue = { path: PropertyKey[]; message: string; errors?: readonly (readonly Issue[])[] }

/** The calls that this bot makes, by the name of their kind. */
export type Kind = 'callback' | 'original' | 'followup' | 'send' | 'edit' | 'typing' | 'commands' | 'gateway'

type Route = { kind: Kind; method: string; path: RegExp; body: readonly Schema[] | 'list of commands' | 'none' }

const id = '\\d{17,20}'
const route = (kind: Kind, method: string, path: string, body: Route['body']): Route => ({
  ...{ kind, method, body },
  path: new RegExp(`^${path.replaceAll(':id', `(${id})`).replaceAll(':token', '([^/]+)')}$`),
})

const ROUTES: readonly Route[] = [
  route('gateway', 'GET', '/gateway/bot', 'none'),
  route('callback', 'POST', '/interactions/:id/:token/callback', [
    CreateMessageInteractionCallbackRequestSchema,
    UpdateMessageInteractionCallbackRequestSchema,
    ApplicationCommandAutocompleteCallbackRequestSchema,
  ]),
  route('original', 'PATCH', '/webhooks/:id/:token/messages/@original', [IncomingWebhookUpdateRequestPartialSchema]),
  route('original', 'DELETE', '/webhooks/:id/:token/messages/@original', 'none'),
  route('followup', 'POST', '/webhooks/:id/:token', [IncomingWebhookRequestPartialSchema]),
  route('send', 'POST', '/channels/:id/messages', [MessageCreateRequestSchema]),
  route('edit', 'PATCH', '/channels/:id/messages/:id', [MessageEditRequestPartialSchema]),
  route('typing', 'POST', '/channels/:id/typing', 'none'),
  route('commands', 'GET', '/applications/:id(?:/guilds/:id)?/commands', 'none'),
  route('commands', 'PUT', '/applications/:id(?:/guilds/:id)?/commands', 'list of commands'),
]

export type Known = Route & { ids: string[] }

export function routeOf(method: string, path: string): Known | undefined {
  for (const one of ROUTES) {
    const found = one.method === method && one.path.exec(path)
    if (found) return { ...one, ids: found.slice(1) }
  }
  return undefined
}

/** What is wrong with the body of a call, each said by its path; empty: nothing. */
export function checkBody({ kind, body: wanted }: Known, body: unknown): string[] {
  if (wanted === 'none') return body === undefined ? [] : [`${kind} takes no body`]
  if (wanted === 'list of commands') {
    if (!Array.isArray(body)) return [`${kind} takes a list`]
    return body.flatMap((one, index) => check(ApplicationCommandUpdateRequestSchema, one, `${kind}[${index}]`))
  }
  const tries = wanted.map((schema) => check(schema, body, kind))
  return tries.reduce((best, wrong) => (wrong.length < best.length ? wrong : best))
}

/** The description says numbers where the documentation, and the real server, have strings of digits. */
const asDescribed = (value: unknown): unknown =>
  isRecord(value) && typeof value.default_member_permissions === 'string'
    ? { ...value, default_member_permissions: Number(value.default_member_permissions) }
    : value

function check(schema: Schema, given: unknown, path: string): string[] {
  const value = asDescribed(given)
  const { success, data, error } = schema.safeParse(value)
  if (success) return unknownIn(value, data, path)
  return ((error?.issues ?? []) as readonly Issue[]).flatMap((issue) => told(issue, path))
}

/** Of several shapes, the one that fits best tells what is wrong. */
function told({ path: at, message, errors = [] }: Issue, path: string): string[] {
  const here = [path, ...at.map(String)].join('.')
  const tries = errors.map((issues) => issues.flatMap((issue) => told(issue, here)))
  const [first, ...others] = tries
  return first
    ? others.reduce((best, wrong) => (wrong.length < best.length ? wrong : best), first)
    : [`${here}: ${message}`]
}

/** What the schemas let pass without knowing it. */
function unknownIn(given: unknown, known: unknown, path: string): string[] {
  if (Array.isArray(given) && Array.isArray(known))
    return given.flatMap((one, index) => unknownIn(one, known[index], `${path}[${index}]`))
  if (!isRecord(given) || !isRecord(known)) return []
  return Object.entries(given).flatMap(([key, value]) =>
    key in known
      ? unknownIn(value, known[key], `${path}.${key}`)
      : value === undefined
        ? []
        : [`${path} knows no ${key}`],
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
