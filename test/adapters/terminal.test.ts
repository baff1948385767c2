import { execFile } from 'node:child_process'
import { PassThrough, Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { promisify, stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ADAPTERS } from '../../adapters/index.ts'
import { terminal } from '../../adapters/terminal/index.ts'
import { renderReply, widthOf, wrapLine } from '../../adapters/terminal/render.ts'
import type { Respond } from '../../src/adapter.ts'
import type { Message } from '../../src/message.ts'
import type { Outcome, Reply } from '../../src/reply.ts'

const CTRL_C = '\x03'
const CTRL_D = '\x04'
const ENTER = '\r'
const UP = '\x1b[A'
const TROUBLE = 'Something went wrong; please ask again. 出了点问题，请再问一次。'

function replyOf(text: string, outcome: Outcome = 'answer'): Reply {
  return {
    language: 'en',
    outcome,
    reason: null,
    confidence: 1,
    entries: [],
    figures: [],
    blocks: [],
    sources: [],
    choices: [],
    text,
  }
}

describe('wrapping', () => {
  const cases: [name: string, line: string, width: number, expected: string[]][] = [
    ['leaves a line that fits', 'Call 96110 at once.', 19, ['Call 96110 at once.']],
    ['breaks at a space', 'Call 96110 at once.', 18, ['Call 96110 at', 'once.']],
    ['keeps an empty line', '', 20, ['']],
    ['keeps the spaces inside a line', 'one  two three', 8, ['one  two', 'three']],
    ['starts no line with a space', 'three  four 检察 起诉', 5, ['three', 'four', '检察', '起诉']],
    ['hangs under a step', '1. Call your bank now', 14, ['1. Call your', '   bank now']],
    ['hangs under a step of two digits', '10. Call your bank now', 14, ['10. Call your', '    bank now']],
    ['hangs under a choice', '2) People whose arrest', 14, ['2) People', '   whose', '   arrest']],
    ['hangs under a source', '[12] Xinhua, "Report", 2020', 18, ['[12] Xinhua,', '     "Report",', '     2020']],
    ['hangs under a bullet', '• fraud online and off', 14, ['• fraud online', '  and off']],
    ['hangs under an indented line', '    see the full text', 14, ['    see the', '    full text']],
    ['takes no year for a step', '2020. That year saw', 12, ['2020. That', 'year saw']],
    ['gives up hanging where nothing would fit beside it', '[12] Call now', 8, ['[12] Call', 'now']],
    ['counts Chinese double', '检察机关起诉人数', 8, ['检察机关', '起诉人数']],
    ['leaves no half of a Chinese character over the edge', '检察机关起诉', 9, ['检察机关', '起诉']],
    ['takes a full stop along rather than starting with it', '检察机关。起诉', 8, ['检察机', '关。起诉']],
    ['takes closing quotation marks along', '检察“网络”。', 9, ['检察“网', '络”。']],
    ['does not end on an opening bracket', '检察机（网络）', 8, ['检察机', '（网络）']],
    ['keeps a number whole in Chinese', '共起诉105658人', 8, ['共起诉', '105658人']],
    ['keeps an English word whole in Chinese', '使用Telegram诈骗', 10, ['使用', 'Telegram诈', '骗']],
    ['hangs Chinese under a step', '1. 立即拨打报警电话', 11, ['1. 立即拨打', '   报警电话']],
    ['counts emoji double', '📞📞 call', 8, ['📞📞', 'call']],
    ['keeps an address whole', '    https://www.spp.gov.cn/a/b-c?d=e', 12, ['    https://www.spp.gov.cn/a/b-c?d=e']],
    [
      'moves an address to a line of its own',
      'See https://www.spp.gov.cn/a/b now',
      12,
      ['See', 'https://www.spp.gov.cn/a/b', 'now'],
    ],
    [
      'keeps a Chinese address whole',
      '见https://例子.中国/网络犯罪。好',
      8,
      ['见', 'https://例子.中国/网络犯罪。', '好'],
    ],
    ['lets a long word stick out', 'an incomprehensibly long', 6, ['an', 'incomprehensibly', 'long']],
    ['does not count accents that stand on their own', 'cafe\u0301 cafe\u0301', 9, ['cafe\u0301 cafe\u0301']],
  ]
  test.each(cases)('%s', (_name, line, width, expected) => {
    expect(wrapLine(line, width).split('\n')).toEqual(expected)
  })

  const widths: [text: string, width: number][] = [
    ['', 0],
    ['110', 3],
    ['检察', 4],
    ['，。（）', 8],
    ['“”…', 3],
    ['e\u0301', 1],
    ['\u200b\u200d\ufeff', 0],
    ['👩‍👩‍👧', 2],
    ['⚠️', 2],
  ]
  test.each(widths)('%j is %i columns wide', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  test('no line of prose is wider than the terminal, at any width', () => {
    const prose = '2020年，检察机关批准逮捕网络犯罪嫌疑人（含电信诈骗）。 In 2020 the figure rose, he said.'
    for (let width = 10; width <= 80; width += 1) {
      for (const line of wrapLine(`1. ${prose}`, width).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
    }
  })
})

describe('a rendered reply', () => {
  const words = 'word '.repeat(60).trim()
  const widest = (text: string) => Math.max(...text.split('\n').map(widthOf))

  test('wraps every line of the text and keeps the empty ones', () => {
    const text = 'Call 110 now.\n\n1. Stop paying them\n2. Keep it'
    expect(renderReply(replyOf(text), { columns: 14, colour: false })).toBe(
      'Call 110 now.\n\n1. Stop paying\n   them\n2. Keep it',
    )
  })

  test.each([
    [40, 39],
    [88, 84],
    [300, 84],
    [0, 79],
    [Number.NaN, 79],
  ])('in %d columns has lines of at most %d', (columns, expected) => {
    expect(widest(renderReply(replyOf(words), { columns, colour: false }))).toBe(expected)
  })

  test.each([
    ['answer', true, '\x1b[1mPeople\nprosecuted\x1b[22m\nmore'],
    ['urgent', true, '\x1b[1mPeople\nprosecuted\x1b[22m\nmore'],
    ['abstain', true, 'People\nprosecuted\nmore'],
    ['answer', false, 'People\nprosecuted\nmore'],
  ] as const)('with outcome %s and colour %s', (outcome, colour, expected) => {
    expect(renderReply(replyOf('People prosecuted\nmore', outcome), { columns: 10, colour })).toBe(expected)
  })
})

const echo: Respond = async ({ text }) => replyOf(`Answer to ${text}`)

/** Runs the adapter over a pipe until the input is used up. */
async function pipe(chunks: (string | Buffer)[], respond: Respond = echo): Promise<string> {
  const input = new PassThrough()
  const output = new PassThrough()
  for (const chunk of chunks) input.write(chunk)
  input.end()
  output.setEncoding('utf8')
  let shown = ''
  output.on('data', (text: string) => {
    shown += text
  })
  await terminal({ input, output, interactive: false }).run(respond, new AbortController().signal)
  return shown
}

describe('through a pipe', () => {
  const cases: [name: string, chunks: (string | Buffer)[], expected: string][] = [
    ['one line gets one answer', ['one\n'], 'Answer to one\n'],
    ['answers are separated by a blank line', ['one\ntwo\n'], 'Answer to one\n\nAnswer to two\n'],
    ['the last line needs no newline', ['one\ntwo'], 'Answer to one\n\nAnswer to two\n'],
    ['blank lines are no questions', ['\n  \none\n\n\ntwo\n\n'], 'Answer to one\n\nAnswer to two\n'],
    ['lines may end as on Windows', ['one\r\ntwo\r', '\n'], 'Answer to one\n\nAnswer to two\n'],
    ['a byte order mark is no part of the question', ['\ufeffone\n'], 'Answer to one\n'],
    ['a character may be cut between chunks', [Buffer.from([0xe8, 0xaf]), Buffer.from([0x88, 0x0a])], 'Answer to 诈\n'],
    ['no input, no output', [], ''],
  ]
  test.each(cases)('%s', async (_name, chunks, expected) => {
    expect(await pipe(chunks)).toBe(expected)
  })

  test('the text goes out as it stands, however long its lines', async () => {
    const text = `${'word '.repeat(60)}\n\n1. step`
    expect(await pipe(['one\n'], async () => replyOf(text))).toBe(`${text}\n`)
  })

  test('each question is a message of one private conversation', async () => {
    const messages: Message[] = []
    await pipe(['2020年起诉了多少人？\n/quit\nmore\n'], async (message) => {
      messages.push(message)
      return undefined
    })
    const same = { conversation: 'terminal:1', chat: 'private', addressed: true }
    expect(messages).toEqual([
      { ...same, text: '2020年起诉了多少人？' },
      { ...same, text: '/quit' },
      { ...same, text: 'more' },
    ])
  })

  test('answers come in order, one at a time, even when the first takes longest', async () => {
    let running = 0
    const shown = await pipe(['3\n2\n1\n'], async ({ text }) => {
      running += 1
      const others = running - 1
      for (let turn = 0; turn < Number(text) * 5; turn += 1) await setImmediate()
      running -= 1
      return replyOf(`${text}, beside ${others}`)
    })
    expect(shown).toBe('3, beside 0\n\n2, beside 0\n\n1, beside 0\n')
  })

  test('a silent reply leaves no gap', async () => {
    const shown = await pipe(['quiet\none\n'], async (message) =>
      message.text === 'quiet' ? undefined : echo(message),
    )
    expect(shown).toBe('Answer to one\n')
  })

  test('ten thousand lines in one piece are all answered', async () => {
    const questions = Array.from({ length: 10_000 }, (_, index) => `question ${index}`)
    const shown = await pipe([questions.join('\n')])
    expect(shown).toBe(`${questions.map((question) => `Answer to ${question}`).join('\n\n')}\n`)
  })

  test('a question that breaks the bot gets one plain sentence, and the next one its answer', async () => {
    const shown = await pipe(['bad\none\n'], async (message) => {
      if (message.text === 'bad') throw new Error('no such table')
      return echo(message)
    })
    expect(shown).toBe(`${TROUBLE}\n\nAnswer to one\n`)
  })

  test('a stop ends the run after the answer under way', async () => {
    const input = new PassThrough()
    const output = new PassThrough()
    const stop = new AbortController()
    input.write('one\ntwo\n')
    await terminal({ input, output, interactive: false }).run(async (message) => {
      stop.abort()
      return echo(message)
    }, stop.signal)
    expect(String(output.read())).toBe('Answer to one\n')
  })

  test('a stop ends the wait for a line that never comes', async () => {
    const stop = new AbortController()
    const run = terminal({ input: new PassThrough(), output: new PassThrough(), interactive: false }).run(
      echo,
      stop.signal,
    )
    await setImmediate()
    stop.abort()
    await expect(run).resolves.toBeUndefined()
  })

  /** An output that fails at the second answer. */
  function failing(code: string): Writable {
    let writes = 0
    return new Writable({
      write(_chunk, _encoding, done) {
        writes += 1
        if (writes === 1) done()
        else done(Object.assign(new Error(`write ${code}`), { code }))
      },
    })
  }

  test('a reader who has gone ends the run quietly, with no more questions asked', async () => {
    const input = new PassThrough()
    input.write('one\ntwo\nthree\n')
    const asked: string[] = []
    const adapter = terminal({ input, output: failing('EPIPE'), interactive: false })
    await adapter.run(async (message) => {
      asked.push(message.text)
      return echo(message)
    }, new AbortController().signal)
    expect(asked).toEqual(['one', 'two'])
    expect(adapter.health()).toEqual({ state: 'ready' })
  })

  test('a full disk is said, not swallowed', async () => {
    const input = new PassThrough()
    input.end('one\ntwo\n')
    const adapter = terminal({ input, output: failing('ENOSPC'), interactive: false })
    await expect(adapter.run(echo, new AbortController().signal)).rejects.toThrow(
      'The terminal cannot be read or written: write ENOSPC',
    )
    expect(adapter.health()).toEqual({ state: 'failing', reason: 'write ENOSPC' })
  })

  test('an input that breaks is said, not taken for its end', async () => {
    const input = new PassThrough()
    const run = terminal({ input, output: new PassThrough(), interactive: false }).run(
      echo,
      new AbortController().signal,
    )
    await setImmediate()
    input.destroy(new Error('read EISDIR'))
    await expect(run).rejects.toThrow('read EISDIR')
  })

  test('Node itself runs it, and head may leave early without a word on standard error', async () => {
    const program = `
      import { terminal } from '${new URL('../../adapters/terminal/index.ts', import.meta.url).href}'
      const respond = async ({ text }) => ({ text: ('Answer to ' + text + ' ').repeat(2000) })
      await terminal({ input: process.stdin, output: process.stdout, interactive: false })
        .run(respond, new AbortController().signal)`
    const script = `yes question | { "$NODE" --input-type=module -e "$PROGRAM"; echo "exit $?" >&2; } | head -c 9`
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', script], {
      env: { ...process.env, NODE: process.execPath, PROGRAM: program },
    })
    expect({ stdout, stderr }).toEqual({ stdout: 'Answer to', stderr: 'exit 0\n' })
  })
})

/** What the bot says at a terminal in these tests. */
const talk: Respond = async (message) => {
  if (message.text === '/start') return replyOf('Hello.', 'help')
  if (message.text === '/quit') return replyOf('Good-bye.', 'help')
  return echo(message)
}

type Seat = {
  type(keys: string): void
  /** Resolves once the screen has shown this many prompts that wait for a key. */
  prompts(count: number): Promise<void>
  /** Everything shown so far, without control sequences. */
  screen(): string
  stop: AbortController
  ended: Promise<void>
  asked: string[]
  input: PassThrough
  output: PassThrough
}

/** A person at a terminal: real readline over real streams. */
function sit(respond: Respond = talk, extras: { columns?: number; hasColors?(): boolean } = {}): Seat {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), extras)
  const stop = new AbortController()
  const asked: string[] = []
  let raw = ''
  output.setEncoding('utf8')
  output.on('data', (text: string) => {
    raw += text
  })
  const ended = terminal({ input, output, interactive: true }).run(async (message) => {
    asked.push(message.text)
    return respond(message)
  }, stop.signal)
  // readline draws an empty prompt as `> ` and then puts the cursor into the third column.
  const shown = () => raw.split('> \x1b[3G').length - 1
  return {
    type: (keys) => input.write(keys),
    async prompts(count) {
      for (let turn = 0; shown() < count; turn += 1) {
        if (turn > 10_000) throw new Error(`${shown()} prompts instead of ${count} on: ${raw}`)
        await setImmediate()
      }
    },
    screen: () => stripVTControlCharacters(raw).replaceAll('\r', ''),
    stop,
    ended,
    asked,
    input,
    output,
  }
}

describe('at a terminal', () => {
  test('greets before the first prompt', async () => {
    const seat = sit()
    await seat.prompts(1)
    expect(seat.screen()).toBe('Hello.\n\n> ')
    expect(seat.asked).toEqual(['/start'])
  })

  test('answers a line and prompts again', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`网络犯罪${ENTER}`)
    await seat.prompts(2)
    expect(seat.screen()).toBe('Hello.\n\n> 网络犯罪\nAnswer to 网络犯罪\n\n> ')
  })

  test('an empty line only prompts again', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`  ${ENTER}`)
    await seat.prompts(2)
    expect(seat.asked).toEqual(['/start'])
  })

  test('lines typed while the greeting is under way are answered in order', async () => {
    const seat = sit()
    seat.type(`one${ENTER}two${ENTER}`)
    await seat.prompts(3)
    expect(seat.asked).toEqual(['/start', 'one', 'two'])
  })

  test('the arrow up brings the last question back', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`one${ENTER}`)
    await seat.prompts(2)
    seat.type(`${UP}${ENTER}`)
    await seat.prompts(3)
    expect(seat.asked).toEqual(['/start', 'one', 'one'])
  })

  const ways: [name: string, keys: string][] = [
    ['/quit', `/quit${ENTER}`],
    ['/exit', ` /exit ${ENTER}`],
    ['Ctrl-D', CTRL_D],
    ['Ctrl-C on an empty line', CTRL_C],
  ]
  test.each(ways)('%s leaves with one good-bye', async (_name, keys) => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(keys)
    await seat.ended
    expect(seat.asked).toEqual(['/start', '/quit'])
    expect(seat.screen()).toMatch(/\nGood-bye\.\n\n$/)
  })

  test('what comes after /quit is not asked', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`/quit${ENTER}one${ENTER}`)
    await seat.ended
    expect(seat.asked).toEqual(['/start', '/quit'])
  })

  test('pasted lines before Ctrl-D are answered first', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`one${ENTER}two${ENTER}${CTRL_D}`)
    await seat.ended
    expect(seat.asked).toEqual(['/start', 'one', 'two', '/quit'])
  })

  test('pasted lines before Ctrl-C are dropped', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`one${ENTER}two${ENTER}${CTRL_C}`)
    await seat.ended
    expect(seat.asked).toEqual(['/start', '/quit'])
  })

  test('Ctrl-C clears a line, from the middle of it too', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.type(`draft\x1b[D\x1b[D${CTRL_C}one${ENTER}`)
    await seat.prompts(3)
    expect(seat.asked).toEqual(['/start', 'one'])
    seat.type(CTRL_C)
    await seat.ended
  })

  test('a stop leaves without a question', async () => {
    const seat = sit()
    await seat.prompts(1)
    seat.stop.abort()
    await seat.ended
    expect(seat.asked).toEqual(['/start'])
    expect(seat.screen()).toBe('Hello.\n\n> \n')
  })

  test('an error is one plain sentence, and the talk goes on', async () => {
    const seat = sit(async (message) => {
      if (message.text === 'bad') throw new Error('no such table')
      return talk(message)
    })
    await seat.prompts(1)
    seat.type(`bad${ENTER}`)
    await seat.prompts(2)
    expect(seat.screen()).toBe(`Hello.\n\n> bad\n${TROUBLE}\n\n> `)
    seat.type(`one${ENTER}`)
    await seat.prompts(3)
    expect(seat.asked).toEqual(['/start', 'bad', 'one'])
  })

  test('a greeting and a good-bye that fail keep nobody in', async () => {
    const seat = sit(async () => {
      throw new Error('no such table')
    })
    await seat.prompts(1)
    seat.type(CTRL_D)
    await seat.ended
    expect(seat.screen()).toBe(`${TROUBLE}\n\n> \n${TROUBLE}\n\n`)
  })

  test.each(['input', 'output'] as const)('a window that closes ends the run quietly: its %s', async (side) => {
    const seat = sit()
    await seat.prompts(1)
    seat[side].destroy(Object.assign(new Error('EIO'), { code: 'EIO' }))
    if (side === 'output') seat.type(`one${ENTER}`)
    await expect(seat.ended).resolves.toBeUndefined()
  })

  test('wraps to the width that the terminal has now', async () => {
    const extras = { columns: 80 }
    const seat = sit(async () => replyOf('People prosecuted'), extras)
    await seat.prompts(1)
    Object.assign(seat.output, { columns: 12 })
    seat.type(`one${ENTER}`)
    await seat.prompts(2)
    expect(seat.screen()).toBe('People prosecuted\n\n> one\nPeople\nprosecuted\n\n> ')
  })

  test.each([
    [true, '\x1b[1mPeople'],
    [false, 'People'],
  ])('bold where the terminal has colours: %s', async (colours, expected) => {
    const output = Object.assign(new PassThrough(), { hasColors: () => colours })
    const input = new PassThrough()
    input.end()
    await terminal({ input, output, interactive: true }).run(
      async () => replyOf('People prosecuted'),
      new AbortController().signal,
    )
    expect(String(output.read()).startsWith(expected)).toBe(true)
  })

  test('takes the given width for an output that has none', async () => {
    const output = new PassThrough()
    const input = new PassThrough()
    input.end()
    await terminal({ input, output, interactive: true, columns: 10 }).run(
      async () => replyOf('People prosecuted'),
      new AbortController().signal,
    )
    expect(String(output.read()).startsWith('People\nprosecuted\n')).toBe(true)
  })
})

describe('health', () => {
  test('goes from starting to ready, to failing with the reason, and back', async () => {
    const input = new PassThrough()
    const output = new PassThrough()
    const states: unknown[] = []
    const adapter = terminal({ input, output, interactive: false })
    states.push(adapter.health())
    input.end('one\nbad\none\n')
    const respond: Respond = async (message) => {
      states.push(adapter.health())
      if (message.text === 'bad') throw new Error('no such table')
      return echo(message)
    }
    await adapter.run(respond, new AbortController().signal)
    states.push(adapter.health())
    const ready = { state: 'ready' }
    const failing = { state: 'failing', reason: 'no such table' }
    expect(states).toEqual([{ state: 'starting' }, ready, ready, failing, ready])
  })
})

describe('the list of adapters', () => {
  const named = (name: string) => ADAPTERS.find((entry) => entry.name === name)
  const services = { draw: () => Promise.reject(new Error('the terminal draws in text')) }
  type Config = Parameters<(typeof ADAPTERS)[number]['wanted']>[0]

  test.each([
    [{}, true],
    [{ telegramToken: 'token' }, false],
    [{ discordToken: 'token' }, false],
  ])('with %j the terminal is wanted: %s', (tokens, expected) => {
    expect(named('terminal')?.wanted(tokens as Config)).toBe(expected)
  })

  test('the terminal loads by its name', async () => {
    expect((await named('terminal')?.load({} as Config, services))?.name).toBe('terminal')
  })
})
