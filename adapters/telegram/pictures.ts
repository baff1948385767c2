/** Pictures of charts, each drawn and uploaded once: Telegram keeps what was sent, and takes its id in place of the file. */
import { InputFile } from 'grammy'
import type { PhotoSize } from 'grammy/types'
import type { Services } from '../../src/adapter.ts'
import { recent } from '../../src/bounds/recent.ts'
import type { Chart } from '../../src/reply.ts'
import { shortly } from './errors.ts'

export type Picture = {
  file: InputFile | string
  /** Remembers what Telegram made of it. */
  keep(sizes: readonly PhotoSize[]): void
}

/** Undefined: it could not be drawn. */
export type PictureOf = (chart: Chart) => Promise<Picture | undefined>

const UPLOADED = { most: 300 }

export function buildPictures({ draw, log }: Pick<Services, 'draw' | 'log'>): PictureOf {
  const uploaded = recent<string>(UPLOADED)
  return async (chart) => {
    const key = JSON.stringify(chart)
    const keep = (sizes: readonly PhotoSize[]): void => {
      const largest = sizes.at(-1)
      if (largest) uploaded.set(key, largest.file_id)
    }
    const known = uploaded.get(key)
    if (known) return { file: known, keep }
    try {
      const { png } = await draw(chart)
      return { file: new InputFile(png, 'chart.png'), keep }
    } catch (error) {
      log.error({ reason: shortly(error) }, 'A chart could not be drawn')
      return undefined
    }
  }
}
