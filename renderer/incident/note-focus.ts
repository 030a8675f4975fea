let field: HTMLTextAreaElement | null = null;
let asked = false;

/** The composer tells where its field is, and takes the focus if somebody asked for it meanwhile. */
export function setNoteField(textarea: HTMLTextAreaElement | null): void {
  field = textarea;
  if (field && asked) {
    asked = false;
    field.focus();
  }
}

/** Puts the focus in the note's field, now or as soon as it is drawn. */
export function askForNote(): void {
  if (field) {
    field.focus();
  } else {
    asked = true;
  }
}
