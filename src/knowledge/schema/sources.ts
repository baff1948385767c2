/** `sources.yaml`: where every statement comes from. */
import { z } from 'zod'
import { id, looseDate } from './common.ts'

export const source = z.strictObject({
  id,
  /** As the page prints it, or with `title_zh` what the page is about. */
  title: z.string().min(1),
  /** What the page is about, in Chinese; shown without quotation marks, so a law's own title brings its 《》. */
  title_zh: z.string().min(1).optional(),
  /** The original publisher, as a resident would know it. */
  publisher: z.string().min(1),
  publisher_zh: z.string().min(1).optional(),
  /** Who carried the copy that was read, when that is not the publisher. */
  via: z.string().min(1).optional(),
  /** Absent: a name such as a domain, which reads the same in Chinese. */
  via_zh: z.string().min(1).optional(),
  /** Absent: the source carries no date, and the bot says so. */
  published: looseDate.optional(),
  language: z.enum(['en', 'zh']),
  /** Only where the page is known to be safe to show. */
  url: z.url({ protocol: /^https?$/ }).optional(),
})
export type Source = z.infer<typeof source>
export const sourcesFile = z.array(source)
