/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket-private.h"

#include "catalog/sockeye-catalog.h"
#include "sockeye-sender.h"

/* Its last minute, in seconds: 732 bytes, which 10,000 sockets can have. */
#define SOCKEYE_SOCKET_RATES_LENGTH G_USEC_PER_SEC
#define SOCKEYE_SOCKET_RATES_TIMES  60

G_DEFINE_FINAL_TYPE (SockeyeSocket, sockeye_socket, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_KIND,
  PROP_BADGE,
  PROP_LOCAL,
  PROP_REMOTE,
  PROP_BYTES_IN,
  PROP_BYTES_OUT,
  PROP_QUEUED,
  PROP_AUTOMATIC,
  PROP_ECHO,
  PROP_WAITING,
  PROP_LAST_CALL,
  PROP_FACTS,
  PROP_REMARK,
  PROP_RATES,
  PROP_N_PEERS,
  PROP_N_PEERS_LEFT,
  PROP_N_EARLIER_PEERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_socket_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SockeyeSocket *self = SOCKEYE_SOCKET (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_KIND:
      g_value_set_string (value, sockeye_socket_get_kind (self));
      break;
    case PROP_BADGE:
      g_value_set_int (value, sockeye_socket_get_badge (self));
      break;
    case PROP_LOCAL:
      g_value_set_string (value, self->local_text);
      break;
    case PROP_REMOTE:
      g_value_set_string (value, self->remote_text);
      break;
    case PROP_BYTES_IN:
      g_value_set_uint64 (value, self->state.bytes_in);
      break;
    case PROP_BYTES_OUT:
      g_value_set_uint64 (value, self->state.bytes_out);
      break;
    case PROP_QUEUED:
      g_value_set_uint64 (value, self->state.queued);
      break;
    case PROP_AUTOMATIC:
      g_value_set_boolean (value, self->state.automatic);
      break;
    case PROP_ECHO:
      g_value_set_boolean (value, self->state.echo);
      break;
    case PROP_WAITING:
      g_value_set_string (value, self->waiting);
      break;
    case PROP_LAST_CALL:
      g_value_set_object (value, self->last_call);
      break;
    case PROP_FACTS:
      g_value_set_pointer (value, &self->state.facts);
      break;
    case PROP_REMARK:
      g_value_set_string (value, self->remark);
      break;
    case PROP_RATES:
      g_value_set_object (value, self->rates);
      break;
    case PROP_N_PEERS:
      g_value_set_uint (value, _sockeye_socket_count_peers (self));
      break;
    case PROP_N_PEERS_LEFT:
      g_value_set_uint (value, self->n_peers_left);
      break;
    case PROP_N_EARLIER_PEERS:
      g_value_set_uint (value, self->n_earlier_peers);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_socket_finalize (GObject *object)
{
  SockeyeSocket *self = SOCKEYE_SOCKET (object);

  _sockeye_state_clear (&self->state);
  g_clear_object (&self->last_call);
  g_clear_object (&self->rates);
  g_clear_object (&self->peers);
  g_clear_object (&self->senders);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->local_text, g_free);
  g_clear_pointer (&self->remote_text, g_free);
  g_clear_pointer (&self->waiting, g_free);
  g_clear_pointer (&self->remark, g_free);

  G_OBJECT_CLASS (sockeye_socket_parent_class)->finalize (object);
}

static void
sockeye_socket_class_init (SockeyeSocketClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sockeye_socket_finalize;
  object_class->get_property = sockeye_socket_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_BADGE] = g_param_spec_int ("badge", NULL, NULL, 0, SOCKEYE_BADGE_CLOSED, 0, flags);
  properties[PROP_LOCAL] = g_param_spec_string ("local", NULL, NULL, NULL, flags);
  properties[PROP_REMOTE] = g_param_spec_string ("remote", NULL, NULL, NULL, flags);
  properties[PROP_BYTES_IN] = g_param_spec_uint64 ("bytes-in", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_BYTES_OUT] = g_param_spec_uint64 ("bytes-out", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_QUEUED] = g_param_spec_uint64 ("queued", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_AUTOMATIC] = g_param_spec_boolean ("automatic", NULL, NULL, FALSE, flags);
  properties[PROP_ECHO] = g_param_spec_boolean ("echo", NULL, NULL, FALSE, flags);
  properties[PROP_WAITING] = g_param_spec_string ("waiting", NULL, NULL, NULL, flags);
  properties[PROP_LAST_CALL] = g_param_spec_object ("last-call", NULL, NULL, SOCKEYE_TYPE_EVENT, flags);
  properties[PROP_FACTS] = g_param_spec_pointer ("facts", NULL, NULL, flags);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);
  properties[PROP_RATES] = g_param_spec_object ("rates", NULL, NULL, SOCKEYE_TYPE_RATES, flags);
  properties[PROP_N_PEERS] = g_param_spec_uint ("n-peers", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_PEERS_LEFT] = g_param_spec_uint ("n-peers-left", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_EARLIER_PEERS] = g_param_spec_uint ("n-earlier-peers", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_socket_init (SockeyeSocket *self)
{
  self->local_text = g_strdup ("");
  self->remote_text = g_strdup ("");
  self->waiting = g_strdup ("");
  self->remark = g_strdup ("");
}

/* --- the flush -------------------------------------------------------------- */

static gboolean
sockeye_socket_set_text (char       **field,
                         const char  *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static void
sockeye_socket_update_names (SockeyeSocket *self)
{
  g_autofree char *local = self->state.local != NULL ? sockeye_address_to_string (self->state.local) : NULL;
  g_autofree char *remote = self->state.remote != NULL ? sockeye_address_to_string (self->state.remote) : NULL;

  if (sockeye_socket_set_text (&self->local_text, local != NULL ? local : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCAL]);
  if (sockeye_socket_set_text (&self->remote_text, remote != NULL ? remote : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMOTE]);
}

static void
sockeye_socket_update_waiting (SockeyeSocket *self)
{
  SockeyeVerb verb = self->state.waiting_in;
  g_autofree char *text = NULL;

  if (self->state.waiting_out != SOCKEYE_VERB_NONE)
    verb = self->state.waiting_out;
  text = verb != SOCKEYE_VERB_NONE ? g_strdup_printf ("%s()", sockeye_verb_to_string (verb)) : g_strdup ("");
  if (sockeye_socket_set_text (&self->waiting, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
sockeye_socket_update_senders (SockeyeSocket *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *senders = sockeye_socket_list_senders (self);

  for (guint i = 0; self->state.senders != NULL && i < self->state.senders->len; i++)
    g_ptr_array_add (items, sockeye_sender_new (g_ptr_array_index (self->state.senders, i)));
  g_list_store_splice (self->senders, 0, g_list_model_get_n_items (senders), items->pdata,
                       items->len);
}

/* Most sockets of a crowd never do anything: those need no rates. */
static void
sockeye_socket_update_rates (SockeyeSocket *self)
{
  const guint64 totals[SOCKEYE_N_RATES] = {
    [SOCKEYE_RATE_IN] = self->state.bytes_in,
    [SOCKEYE_RATE_OUT] = self->state.bytes_out,
    [SOCKEYE_RATE_EVENTS] = self->state.n_rows,
  };

  if (self->state.n_rows == 0)
    return;
  if (self->rates == NULL)
    {
      self->rates = sockeye_rates_new (SOCKEYE_SOCKET_RATES_LENGTH, SOCKEYE_SOCKET_RATES_TIMES);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATES]);
    }
  sockeye_rates_count (self->rates, g_get_monotonic_time (), totals);
}

/* Takes what state owns. */
void
_sockeye_socket_apply (SockeyeSocket *self,
                       SockeyeState  *state)
{
  GObject *object = G_OBJECT (self);
  SockeyeBadge old_badge = sockeye_socket_get_badge (self);
  SockeyeState old = self->state;

  self->state = *state;
  memset (state, 0, sizeof *state);

  g_object_freeze_notify (object);
  if (old.local != self->state.local || old.remote != self->state.remote)
    sockeye_socket_update_names (self);
  if (old.waiting_in != self->state.waiting_in || old.waiting_out != self->state.waiting_out)
    sockeye_socket_update_waiting (self);
  if (old.senders != self->state.senders)
    sockeye_socket_update_senders (self);
  if (old_badge != sockeye_socket_get_badge (self) || old.stage != self->state.stage
      || old.read_end != self->state.read_end || old.write_shut != self->state.write_shut)
    g_object_notify_by_pspec (object, properties[PROP_BADGE]);
  if (old.bytes_in != self->state.bytes_in)
    g_object_notify_by_pspec (object, properties[PROP_BYTES_IN]);
  if (old.bytes_out != self->state.bytes_out)
    g_object_notify_by_pspec (object, properties[PROP_BYTES_OUT]);
  if (old.queued != self->state.queued)
    g_object_notify_by_pspec (object, properties[PROP_QUEUED]);
  if (old.automatic != self->state.automatic)
    g_object_notify_by_pspec (object, properties[PROP_AUTOMATIC]);
  if (old.echo != self->state.echo)
    g_object_notify_by_pspec (object, properties[PROP_ECHO]);
  if (old.facts.time != self->state.facts.time)
    g_object_notify_by_pspec (object, properties[PROP_FACTS]);
  sockeye_socket_update_rates (self);
  g_object_thaw_notify (object);
  _sockeye_state_clear (&old);
}

SockeyeSocket *
_sockeye_socket_new (const SockeyeState *state)
{
  SockeyeSocket *self = g_object_new (SOCKEYE_TYPE_SOCKET, NULL);
  SockeyeState copy;

  self->name = sockeye_socket_id_to_string (state->id);
  _sockeye_state_copy (&copy, state);
  _sockeye_socket_apply (self, &copy);
  return self;
}

const SockeyeState *
_sockeye_socket_get_state (SockeyeSocket *self)
{
  return &self->state;
}

void
_sockeye_socket_set_last_call (SockeyeSocket *self,
                               SockeyeEvent  *event)
{
  if (g_set_object (&self->last_call, event))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_CALL]);
}

void
_sockeye_socket_set_remark (SockeyeSocket *self,
                            const char    *remark)
{
  if (sockeye_socket_set_text (&self->remark, remark != NULL ? remark : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMARK]);
}

/* Whether its peer has left: it stays only until somebody closes it. */
gboolean
_sockeye_socket_is_left (SockeyeSocket *self)
{
  SockeyeBadge badge = sockeye_socket_get_badge (self);

  return badge == SOCKEYE_BADGE_PEER_CLOSED || badge == SOCKEYE_BADGE_RESET;
}

/* One of its peers left, or one that had left was closed. Whether that is the
 * first change of its peers since they were published. */
gboolean
_sockeye_socket_count_left (SockeyeSocket *self,
                            int            change)
{
  gboolean first = !self->peers_changed;

  self->peers_changed = TRUE;
  self->n_peers_left += change;
  return first;
}

/* Likewise. */
gboolean
_sockeye_socket_add_peer (SockeyeSocket *self,
                          SockeyeSocket *peer)
{
  gboolean first = !self->peers_changed;

  self->peers_changed = TRUE;
  sockeye_socket_list_peers (self);
  sockeye_peers_add (self->peers, peer);
  return first;
}

/* Likewise. Folded: it is counted among the earlier peers. */
gboolean
_sockeye_socket_remove_peer (SockeyeSocket *self,
                             SockeyeSocket *peer,
                             gboolean       folded)
{
  gboolean first = !self->peers_changed;

  self->peers_changed = TRUE;
  sockeye_peers_remove (self->peers, peer);
  if (folded)
    self->n_earlier_peers++;
  return first;
}

/* Of its peers, those that are not published yet as well. */
guint
_sockeye_socket_count_peers (SockeyeSocket *self)
{
  return self->peers != NULL ? sockeye_peers_count (self->peers) : 0;
}

void
_sockeye_socket_publish_peers (SockeyeSocket *self)
{
  GObject *object = G_OBJECT (self);

  self->peers_changed = FALSE;
  if (self->peers != NULL)
    sockeye_peers_publish (self->peers);
  g_object_freeze_notify (object);
  g_object_notify_by_pspec (object, properties[PROP_N_PEERS]);
  g_object_notify_by_pspec (object, properties[PROP_N_PEERS_LEFT]);
  g_object_notify_by_pspec (object, properties[PROP_N_EARLIER_PEERS]);
  g_object_thaw_notify (object);
}

/* --- public ------------------------------------------------------------------- */

/**
 * sockeye_socket_get_name:
 *
 * Returns: (transfer none): "s1", "c2"
 */
const char *
sockeye_socket_get_name (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->name;
}

const char *
sockeye_socket_get_local_text (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->local_text;
}

const char *
sockeye_socket_get_remote_text (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->remote_text;
}

/**
 * sockeye_socket_get_waiting:
 *
 * Returns: (transfer none): the call that has not returned, as in "accept()";
 * "" for none
 */
const char *
sockeye_socket_get_waiting (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->waiting;
}

/**
 * sockeye_socket_get_last_call:
 *
 * Returns: (transfer none) (nullable): the row of its last call
 */
SockeyeEvent *
sockeye_socket_get_last_call (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->last_call;
}

/**
 * sockeye_socket_get_rates:
 *
 * Returns: (transfer none) (nullable): its last minute; %NULL before its first row
 */
SockeyeRates *
sockeye_socket_get_rates (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->rates;
}

const char *
sockeye_socket_get_remark (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return self->remark;
}
