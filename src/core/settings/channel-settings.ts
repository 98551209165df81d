import { z } from 'zod';
import type { Tier } from '../diagnosis/analysis.ts';

/** What the bot does unasked: answer logs and alerts, answer alerts only, or stay silent. */
export const AUTOMATIC = ['on', 'alerts', 'off'] as const;
export type Automatic = (typeof AUTOMATIC)[number];

/** What the people of a channel chose. Stored as JSON, so whatever a later version adds has a default. */
export const ChannelSettings = z.object({
  automatic: z.enum(AUTOMATIC).default('on'),
  /** The least sure diagnosis that is posted unasked. */
  minimumTier: z.enum(['certain', 'likely']).default('likely'),
  /** Whether a language model, if one is configured, may read this channel's redacted excerpts. */
  model: z.boolean().default(true),
  /** Playbooks that are not answered with here, unless somebody asks. */
  muted: z.array(z.string()).default([]),
  /** Whether a link to a CI run that a person pastes is answered unasked. */
  runLinks: z.boolean().default(false),
  /** Whether a log that can't be named for sure gets a pair of eyes. */
  reaction: z.boolean().default(false),
  /** Patterns of the repositories whose runs may be read (`acme/*`); null: nobody made a list here. */
  repositories: z.array(z.string()).nullable().default(null),
});
export type ChannelSettings = Readonly<z.infer<typeof ChannelSettings>>;

/** A channel in which nobody chose anything. */
export const DEFAULT_SETTINGS: ChannelSettings = ChannelSettings.parse({});
/** A channel shared with another company: says nothing unasked until somebody there switches it on. */
export const SHARED_CHANNEL_SETTINGS: ChannelSettings = ChannelSettings.parse({ automatic: 'off' });

/** True when a log that nobody asked about may be answered with this diagnosis. */
export function allowsLog(settings: ChannelSettings, diagnosis: { id: string; tier: Tier } | null): boolean {
  if (settings.automatic !== 'on' || diagnosis === null) return false;
  return allowsDiagnosis(settings, diagnosis);
}

/** True when an alert may be answered at all; its diagnosis is not yet known. */
export function allowsAlert(settings: ChannelSettings): boolean {
  return settings.automatic !== 'off';
}

/** True when a diagnosis is sure enough for the channel, and not muted in it. */
export function allowsDiagnosis(settings: ChannelSettings, diagnosis: { id: string; tier: Tier }): boolean {
  if (settings.muted.includes(diagnosis.id)) return false;
  if (diagnosis.tier === 'possible') return false;
  return settings.minimumTier === 'likely' || diagnosis.tier === 'certain';
}
