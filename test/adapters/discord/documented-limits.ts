/** What Discord's documentation says beyond its machine-readable description: rules of components, and lengths that are stricter for bots. */

export type Component = {
  type: number
  style?: number
  label?: string
  url?: string
  custom_id?: string
  content?: string
  placeholder?: string
  components?: readonly Component[]
  accessory?: Component
  options?: { label: string; value: string; default?: boolean }[]
  items?: { media: { url: string }; description?: string }[]
}
export type Body = {
  content?: string
  flags?: number
  components?: readonly Component[]
  embeds?: unknown
  allowed_mentions?: { parse?: unknown[] }
  attachments?: unknown[]
  nonce?: string
}

const V2 = 1 << 15
const TYPE = { row: 1, button: 2, select: 3, section: 9, text: 10, gallery: 12, separator: 14, container: 17 }
const LINK = 5

export const nested = (components: readonly Component[]): Component[] =>
  components.flatMap((one) => [one, ...nested([...(one.components ?? []), ...(one.accessory ? [one.accessory] : [])])])

const within = (what: string, size: number, from: number, to: number): string[] =>
  size >= from && size <= to ? [] : [`${what}: ${size}, and may be ${from} to ${to}`]

/** @param files names of what is uploaded with it */
export function checkMessage(body: Body, files: readonly string[]): string[] {
  const { flags = 0, components = [], content } = body
  const all = nested(components)
  return [
    // Nobody is called by what the bot says.
    ...(JSON.stringify(body.allowed_mentions) === '{"parse":[]}' ? [] : ['mentions are not switched off']),
    ...(body.nonce === undefined ? [] : within('nonce', body.nonce.length, 1, 25)),
    ...((flags & V2) !== 0 ? checkV2(body, all, files) : checkClassic(content, components)),
    ...checkIds(all),
    ...all.flatMap(checkComponent),
  ]
}

function checkV2(body: Body, all: readonly Component[], files: readonly string[]): string[] {
  const text = all.reduce((sum, { content = '' }) => sum + Array.from(content).length, 0)
  const used = all.flatMap(({ items = [] }) => items.map(({ media }) => media.url.replace('attachment://', '')))
  return [
    ...(body.content || body.embeds ? ['components v2 go with no content and no embeds'] : []),
    ...within('components', all.length, 1, 40),
    ...within('text of all components', text, 1, 4000),
    ...used.filter((name) => !files.includes(name)).map((name) => `${name} is shown and not uploaded`),
    ...files.filter((name) => !used.includes(name)).map((name) => `${name} is uploaded and not shown`),
  ]
}

const checkClassic = (content: string | undefined, components: readonly Component[]): string[] => [
  ...within('content', Array.from(content ?? '').length, 1, 2000),
  ...(components.some(({ type }) => type !== TYPE.row) ? ['components v2 need their flag'] : []),
]

function checkIds(all: readonly Component[]): string[] {
  const ids = all.flatMap(({ custom_id }) => custom_id ?? [])
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two components share the id ${id}`)
}

function checkComponent(one: Component): string[] {
  const { type, components = [], custom_id, label, url, options = [], content, placeholder } = one
  switch (type) {
    case TYPE.row: {
      const selects = components.filter((inner) => inner.type === TYPE.select)
      if (selects.length > 0) return components.length === 1 ? [] : ['a row holds one select and nothing else']
      return within('buttons in a row', components.length, 1, 5)
    }
    case TYPE.button:
      if (one.style === LINK)
        return [...within('link', url?.length ?? 0, 1, 512), ...(custom_id ? ['a link button has no id'] : [])]
      return [...within('label', label?.length ?? 0, 1, 80), ...within('id', custom_id?.length ?? 0, 1, 100)]
    case TYPE.select: {
      const values = options.map(({ value }) => value)
      return [
        ...within('options', options.length, 1, 25),
        ...within('id', custom_id?.length ?? 0, 1, 100),
        ...within('placeholder', placeholder?.length ?? 1, 1, 150),
        ...(new Set(values).size < values.length ? ['two options share a value'] : []),
        ...(options.filter((option) => option.default).length > 1 ? ['more options are chosen than may be'] : []),
        ...options.flatMap((option) => [
          ...within('label of an option', option.label.length, 1, 100),
          ...within('value of an option', option.value.length, 1, 100),
        ]),
      ]
    }
    case TYPE.section:
      return [
        ...within('texts of a section', components.length, 1, 3),
        ...(one.accessory ? [] : ['a section needs something at its side']),
      ]
    case TYPE.text:
      return within('text', content?.length ?? 0, 1, 4000)
    case TYPE.gallery:
      return [
        ...within('pictures', one.items?.length ?? 0, 1, 10),
        ...(one.items ?? []).flatMap(({ description = '' }) =>
          within('what describes a picture', description.length, 1, 1024),
        ),
      ]
    case TYPE.container:
      return within('components of a container', components.length, 1, 40)
    default:
      return type === TYPE.separator ? [] : [`there is no component ${type} here`]
  }
}

export function checkChoices(choices: readonly { name: string; value: string }[]): string[] {
  return [
    ...within('choices', choices.length, 0, 25),
    ...choices.flatMap(({ name, value }) => [
      ...within('name of a choice', name.length, 1, 100),
      ...within('value of a choice', value.length, 1, 100),
    ]),
  ]
}

type Option = {
  name: string
  name_localizations?: Record<string, string>
  description: string
  required?: boolean
  autocomplete?: boolean
  choices?: { name: string; value: string }[]
}
export type GivenCommand = {
  type: number
  name: string
  name_localizations?: Record<string, string>
  description?: string
  description_localizations?: Record<string, string>
  options?: Option[]
  default_member_permissions?: string | null
}

const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const MOST: Record<number, number> = { 1: 100, 2: 15, 3: 15 }

export function checkCommands(commands: readonly GivenCommand[]): string[] {
  const kinds = Map.groupBy(commands, ({ type }) => type)
  return [
    ...[...kinds].flatMap(([type, some]) => within(`commands of type ${type}`, some.length, 0, MOST[type] ?? 0)),
    ...[...kinds.values()].flatMap((some) => twice(some.map(({ name }) => name))),
    ...['zh-CN', 'zh-TW'].flatMap((locale) =>
      [...kinds.values()].flatMap((some) =>
        twice(some.map(({ name, name_localizations: own }) => own?.[locale] ?? name)),
      ),
    ),
    ...commands.flatMap(checkCommand),
  ]
}

const twice = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two commands are called ${name}`)

function checkCommand({
  type,
  name,
  name_localizations = {},
  description = '',
  options = [],
  ...more
}: GivenCommand): string[] {
  const names = [name, ...Object.values(name_localizations)]
  if (type !== 1)
    return [
      ...names.flatMap((one) => within(`name ${one}`, one.length, 1, 32)),
      ...(description ? ['only slash commands are described'] : []),
    ]
  const optional = options.findIndex(({ required }) => !required)
  return [
    ...names.filter(isNoName).map((one) => `${one} is no name for a command`),
    ...[description, ...Object.values(more.description_localizations ?? {})].flatMap((one) =>
      within(`description of ${name}`, one.length, 1, 100),
    ),
    ...within('options', options.length, 0, 25),
    ...(optional >= 0 && options.slice(optional).some(({ required }) => required)
      ? ['required options come first']
      : []),
    ...options.flatMap((option) => [
      ...[option.name, ...Object.values(option.name_localizations ?? {})]
        .filter(isNoName)
        .map((one) => `${one} is no name for an option`),
      ...within(`description of ${name} ${option.name}`, option.description.length, 1, 100),
      ...(option.autocomplete && option.choices ? ['an option has suggestions or choices, not both'] : []),
      ...checkChoices(option.choices ?? []),
    ]),
  ]
}

const isNoName = (name: string): boolean => !SLASH_NAME.test(name) || name !== name.toLowerCase()
