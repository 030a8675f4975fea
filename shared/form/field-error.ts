/** Something wrong with what was said of one field, by its id, in both languages and with what to do. */
export interface FieldError {
  field: string;
  en: string;
  fr: string;
}

/** What may be wrong with an answer. */
export const fieldErrors = {
  missing: (field: string): FieldError => ({ field, en: 'This has to be answered.', fr: 'Il faut répondre à cette question.' }),
  unknownField: (field: string, fields: readonly string[]): FieldError => ({
    field,
    en: `The form does not ask for "${field}"; it asks for: ${fields.join(', ')}.`,
    fr: `Le formulaire ne demande pas « ${field} » ; il demande : ${fields.join(', ')}.`,
  }),
  unknownService: (field: string, service: string): FieldError => ({
    field,
    en: `There is no service "${service}" in the workspace; choose another.`,
    fr: `Il n’y a pas de service « ${service} » dans l’espace de travail ; choisissez-en un autre.`,
  }),
  notAmong: (field: string, options: readonly string[]): FieldError => ({
    field,
    en: `Choose one of: ${options.join(', ')}.`,
    fr: `Choisissez parmi : ${options.join(', ')}.`,
  }),
  notText: (field: string): FieldError => ({ field, en: 'Answer with text.', fr: 'Répondez par un texte.' }),
  notNumber: (field: string): FieldError => ({ field, en: 'Answer with a number.', fr: 'Répondez par un nombre.' }),
  notYesNo: (field: string): FieldError => ({ field, en: 'Answer with yes or no.', fr: 'Répondez par oui ou non.' }),
  notLink: (field: string): FieldError => ({
    field,
    en: 'Give an address that begins with http:// or https://.',
    fr: 'Donnez une adresse qui commence par http:// ou https://.',
  }),
  notAttachment: (field: string): FieldError => ({
    field,
    en: 'Attach text of at most 16,000 characters or a picture of at most 75 KB.',
    fr: 'Joignez un texte de 16 000 caractères au plus ou une image de 75 Ko au plus.',
  }),
  tooMany: (field: string, most: number): FieldError => ({ field, en: `Give at most ${most}.`, fr: `Donnez-en ${most} au plus.` }),
  tooLong: (field: string, most: number): FieldError => ({
    field,
    en: `Write at most ${most} characters.`,
    fr: `Écrivez ${most} caractères au plus.`,
  }),
} as const;
