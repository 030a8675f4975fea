/** The log within a data folder and within a backup. */
export const logFile = 'log.db';

/** What a relay needs beside its log to come back as itself: its secrets and signing key, calendar addresses, people's contacts, who reads along, what answer links are signed with and which were used, its providers and how replies are believed, which addresses are verified, and when hearts were last heard. */
export const sideFiles = [
  'credentials.json',
  'relay-key.json',
  'calendars.json',
  'contacts.json',
  'subscriptions.json',
  'answer-key.json',
  'answers-used.json',
  'answers.yaml',
  'providers.yaml',
  'heartbeats.json',
  'ways.json',
] as const;

/** Those without which a relay would come back as another. */
export const neededSideFiles: readonly string[] = ['credentials.json', 'relay-key.json'];

/** What a backup says of itself. */
export const manifestFile = 'backup.json';

/** Where a restore gathers what it is about to put in place; a relay does not start while it is there. */
export const restoringFolder = 'restoring';
