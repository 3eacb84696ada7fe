// The room of projects adds its step to the list of needs: many needs, one activity.
volunteer_services.lists.on_load("Service Need", (listview) => volunteer_services.answering.add_to_list(listview));
