import type { Desk } from '../../shared/bridge/desk.ts';
import type { DeskService } from '../desk/desk.ts';
import { act } from './act.ts';
import { parseCommandLine, type TypedCommand } from './command-line.ts';
import type { Face } from './face.ts';
import { Happenings } from './happenings.ts';
import { nameOfRow, type Happening } from './happening.ts';
import type { TerminalWords } from './words/words.ts';

/** What the watch works with. */
export interface WatchEdges {
  desk: DeskService;
  face: Face;
  words: TerminalWords;
  /** Whether leaving while on call is asked about first. */
  asksBeforeLeaving: boolean;
  stop(): void;
}

/** Shows what happens at the desk, and does what is typed. */
export class Watch {
  readonly #edges: WatchEdges;
  readonly #happenings = new Happenings();
  #wantedToQuit = false;

  constructor(edges: WatchEdges) {
    this.#edges = edges;
  }

  start(): void {
    const { desk, face, stop } = this.#edges;
    desk.subscribe((each) => this.#show(each));
    face.listen((line) => this.#typed(parseCommandLine(line)), stop);
    this.#show(desk.current());
  }

  /** An output that takes no more ends the watch by itself; a line more or less is then no matter. */
  #tell(happening: Happening): void {
    this.#edges.face.tell(happening).catch(() => undefined);
  }

  #show(desk: Desk): void {
    const { face } = this.#edges;
    this.#happenings.next(desk).forEach((happening) => this.#tell(happening));
    face.show(desk);
  }

  #typed(command: TypedCommand): void {
    const { desk, words, stop } = this.#edges;
    const isSecond = this.#wantedToQuit;
    this.#wantedToQuit = false;
    switch (command.kind) {
      case 'nothing':
        return;
      case 'not-understood':
        this.#tell({ event: 'answer', command: 'unknown', ok: false, text: words.notUnderstood(command.line) });
        return;
      case 'help':
        this.#tell({ event: 'help' });
        return;
      case 'list':
        this.#tell({ event: 'list', incidents: openIncidents(desk.current()) });
        return;
      case 'dismiss':
        this.#dismiss();
        return;
      case 'quit':
        if (isSecond || !this.#edges.asksBeforeLeaving || desk.current().onDuty.length === 0) {
          stop();
          return;
        }
        this.#wantedToQuit = true;
        this.#tell({ event: 'answer', command: 'quit', ok: false, text: words.reallyQuit });
        return;
      case 'deed':
        this.#do(command);
    }
  }

  #do(command: Extract<TypedCommand, { kind: 'deed' }>): void {
    const { desk, words } = this.#edges;
    if (!desk.responder) {
      return;
    }
    const answer = act(command, desk.current(), desk.responder, words);
    if (answer.ok && answer.incident !== undefined) {
      this.#happenings.did(answer.incident);
    }
    this.#tell(answer);
  }

  #dismiss(): void {
    const { desk, words } = this.#edges;
    const { returned } = desk.current();
    returned.forEach(({ id }) => desk.responder?.replica.dismiss(id));
    this.#tell({ event: 'answer', command: 'dismiss', ok: true, text: words.dismissed(returned.length) });
  }
}

function openIncidents({ queue }: Desk) {
  return queue
    .filter(({ status }) => status !== 'resolved')
    .map((row) => ({ ...nameOfRow(row), ringing: row.ringing, by: row.heldBy?.name, next: row.next }));
}
