/** Who is told of an incident, and where: updates, decisions, rooms, the bridge and what is to be done afterwards. */
export const told = {
  title: 'Who is told',
  audience: {
    responders: 'Responders',
    leadership: 'Leadership',
    company: 'The whole company',
    customers: 'Customers',
    public: 'The status page',
  },
  entry: {
    update: 'Update for {{audience}}',
    decision: 'Decision, for {{audience}}',
    opened: 'Room {{room}} opened',
    openedSaid: 'Room {{room}} opened, something was said for it',
    bridge: 'They talk at {{url}}',
    noBridge: 'Back to the usual bridge',
    followUp: 'To do afterwards',
    followUpDone: 'A follow-up is done',
  },
};
