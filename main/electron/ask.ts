import { BrowserWindow, dialog } from 'electron';

/** A question in the system's own form, which no page can imitate or answer. */
export interface Question {
  type: 'question' | 'warning';
  message: string;
  detail: string;
  yes: string;
  no: string;
  /** What Enter stands for; Escape is always `no`. */
  enterMeans: 'yes' | 'no';
}

let isAsking = false;

/** Asks the person; false also while another question is open. */
export async function ask({ type, message, detail, yes, no, enterMeans }: Question): Promise<boolean> {
  if (isAsking) {
    return false;
  }
  isAsking = true;
  try {
    const options = { type, message, detail, buttons: [yes, no], defaultId: enterMeans === 'yes' ? 0 : 1, cancelId: 1, noLink: true };
    const parent = BrowserWindow.getFocusedWindow();
    const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options));
    return response === 0;
  } finally {
    isAsking = false;
  }
}
