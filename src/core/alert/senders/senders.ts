import type { Sender } from '../alert-parts.ts';
import { droneSender } from './drone.ts';
import { jenkinsSender } from './jenkins.ts';
import { teamcitySender } from './teamcity.ts';

/** The first that knows the message speaks; all others are read well by the general rules. */
export const senders: readonly Sender[] = [jenkinsSender, teamcitySender, droneSender];
