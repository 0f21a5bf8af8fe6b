// SPDX-License-Identifier: MIT
// A small game world: creatures live in the host's memory, and a script with limits moves them.
#include <ouro.h>

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct creature {
    double x, y;
    int32_t health;
    ouro_slot target; // another creature, or None
};

// creature.step(dx, dy): moves, by at most 1 each way.
static ouro_value step(ouro *runtime, void *user, ouro_value const *arguments, size_t count, ouro_value named)
{
    (void)user, (void)count, (void)named;
    struct creature *creature = ouro_instance_data(runtime, arguments[0], NULL);
    double dx, dy;
    if (!ouro_get_float(runtime, arguments[1], &dx) || !ouro_get_float(runtime, arguments[2], &dy)) {
        return NULL;
    }
    if (!(dx >= -1 && dx <= 1 && dy >= -1 && dy <= 1)) {
        return ouro_raise(runtime, "ValueError", "a step of %g, %g is too long", dx, dy);
    }
    creature->x += dx;
    creature->y += dy;
    return ouro_none(runtime);
}

static ouro_value make_creature(ouro *runtime)
{
    static ouro_definition const methods[] = {{"step", step, 2, 2, false, "Move by at most 1 each way."}, {0}};
    static ouro_field const fields[] = {
        {"x", OURO_FIELD_DOUBLE, offsetof(struct creature, x), true},
        {"y", OURO_FIELD_DOUBLE, offsetof(struct creature, y), true},
        {"health", OURO_FIELD_INT32, offsetof(struct creature, health), false},
        {"target", OURO_FIELD_SLOT, offsetof(struct creature, target), false},
        {0},
    };
    ouro_type const type = {
        .struct_size = sizeof type,
        .name = "world.Creature",
        .size = sizeof(struct creature),
        .methods = methods,
        .fields = fields,
        .slot_offset = offsetof(struct creature, target),
        .slot_count = 1,
        .no_create = true,
    };
    return ouro_type_new(runtime, &type);
}

static char const script[] = "def think(me):\n"
                             "    enemy = me.target\n"
                             "    me.step(max(-1, min(1, enemy.x - me.x)), max(-1, min(1, enemy.y - me.y)))\n"
                             "    if (me.x, me.y) == (enemy.x, enemy.y): enemy.health -= 10\n";

int main(void)
{
    ouro_config config = {.size = sizeof config, .memory_limit = 8 << 20};
    ouro *runtime = ouro_open(&config);
    if (runtime == NULL) {
        return 1;
    }
    struct creature *wolf = NULL, *sheep = NULL;
    ouro_value type = make_creature(runtime);
    ouro_value hunter = ouro_instance_new(runtime, type, (void **)&wolf);
    ouro_value prey = ouro_instance_new(runtime, type, (void **)&sheep);
    if (hunter != NULL && prey != NULL) {
        *sheep = (struct creature){.x = 3, .y = -2.5, .health = 30};
        ouro_slot_set(runtime, hunter, &wolf->target, prey);
    }
    ouro_execute(runtime, script, strlen(script), "wolf.py");
    ouro_value think = ouro_get_global(runtime, "think");
    for (int turn = 1; turn <= 5 && !ouro_error_pending(runtime); turn++) {
        ouro_set_step_limit(runtime, 10000);
        ouro_release(runtime, ouro_call(runtime, think, &hunter, 1));
        printf("turn %d: wolf at %g, %g; sheep has %d\n", turn, wolf->x, wolf->y, (int)sheep->health);
    }
    int status = ouro_error_pending(runtime) ? 1 : 0;
    ouro_error_print(runtime);
    ouro_close(runtime);
    return status;
}
