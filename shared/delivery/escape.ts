/** Text as it stands in HTML or XML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** Text as Slack takes it: no markup of its own, so no link and nobody mentioned. */
export function escapeSlack(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/([*_~`@])/g, '\u2060$1\u2060');
}

/** Text as Google Chat takes it, which knows no entities: its own marks stand alone, so that they mark nothing. */
export function escapeGoogleChat(text: string): string {
  return text.replace(/([<>*_~`@])/g, '\u2060$1\u2060');
}

/** Text as Markdown takes it: no markup, no link, nobody mentioned (Mattermost, Teams, Discord). */
export function escapeMarkdown(text: string): string {
  return text.replace(/([\\`*_{}[\]()#+\-.!|<>~:])/g, '\\$1').replace(/@/g, '@\u2060');
}

/** A cell of a CSV file: in quotes, and never a formula when a program opens it (S11). */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}
